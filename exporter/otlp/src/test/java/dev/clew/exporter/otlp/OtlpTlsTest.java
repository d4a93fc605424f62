// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportException.Kind;
import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.Samples;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides show certificates, of two kinds of keys. */
class OtlpTlsTest {
  private static final List<ExportRecord> BATCH = List.of(Samples.span(1, Samples.generation()));

  @TempDir static Path folder;
  private static SelfSigned server;
  private static SelfSigned client;
  private static OtlpReceiver receiver;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException, InterruptedException {
    server = SelfSigned.make(folder, "server", "EC");
    client = SelfSigned.make(folder, "client", "RSA");
    receiver = OtlpReceiver.startTls(server.serverTrusting(client));
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void receiverAndSender_thatKnowEachOther_talk() throws IOException {
    exporter(server.certificatePem(), client.keyPem(), client.certificatePem()).export(BATCH);

    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void receiver_thatIsNotTrusted_getsNothing() {
    ExportException failure = failure(exporter(null, client.keyPem(), client.certificatePem()));

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(failure)
        .hasMessageContaining("failed the TLS handshake")
        .hasMessageContaining("clew.otlp.certificate");
  }

  @Test
  void sender_withoutCertificate_isTurnedAway() {
    ExportException failure = failure(exporter(server.certificatePem(), null, null));

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
  }

  @Test
  void missingFile_isNamed_andMayCome() {
    ExportException failure = failure(exporter(folder.resolve("later.crt"), null, null));

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(failure).hasMessageContaining("later.crt");
  }

  @Test
  void keyOfAnOldForm_isRefusedWithTheRemedy() throws IOException {
    Path old =
        Files.writeString(
            folder.resolve("old.key"),
            "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

    ExportException failure =
        failure(exporter(server.certificatePem(), old, client.certificatePem()));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageContaining("openssl pkcs8 -topk8");
  }

  private static OtlpExporter exporter(
      @Nullable Path certificate, @Nullable Path key, @Nullable Path own) {
    return Exporters.of(
        new HttpTarget(
            receiver.endpoint(),
            Map.of(),
            true,
            Exporters.PATIENT,
            new TlsFiles(certificate, key, own)));
  }

  private static ExportException failure(OtlpExporter exporter) {
    return catchThrowableOfType(ExportException.class, () -> exporter.export(BATCH));
  }
}
