// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.clew.exporter.FixedSettings;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import dev.clew.exporter.resource.OtelVariables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpConfigurationTest {
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void nothingSet_isTheReceiverOnThisMachine() {
    HttpTarget target = target(null, null);

    assertThat(target)
        .isEqualTo(
            new HttpTarget(
                java.net.URI.create("http://localhost:4318/v1/traces"),
                Map.of("User-Agent", "Clew-OTLP-Exporter/1.2.3"),
                true,
                Duration.ofSeconds(10),
                TlsFiles.none()));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://c:4318, http://c:4318/v1/traces",
    "http://c:4318/, http://c:4318/v1/traces",
    "https://cloud.example/api/public/otel, https://cloud.example/api/public/otel/v1/traces",
    "http://c:4318/v1/traces, http://c:4318/v1/traces",
    "http://c/x?tenant=a, http://c/x/v1/traces?tenant=a",
    "http://[::1]:4318, http://[::1]:4318/v1/traces"
  })
  void endpoint_getsThePathOfTraces_unlessItHasIt(String given, String used) {
    assertThat(target(given, null).endpoint()).hasToString(used);
  }

  @Test
  void endpointForTracesAlone_isUsedAsItIs() {
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318");
    environment.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:4318/in");

    assertThat(target(null, null).endpoint()).hasToString("http://traces:4318/in");
  }

  @Test
  void ourEndpoint_goesBeforeEveryVariable() {
    environment.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:4318/in");

    assertThat(target("http://ours:4318", null).endpoint())
        .hasToString("http://ours:4318/v1/traces");
  }

  @Test
  void property_goesBeforeTheVariable() {
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://env:4318");
    properties.put("otel.exporter.otlp.endpoint", "http://property:4318");

    assertThat(target(null, null).endpoint()).hasToString("http://property:4318/v1/traces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector:4318", "ftp://c", "http:///x", "not an address"})
  void endpoint_thatIsNone_isOneWarning(String given) {
    assertThat(target(given, null).endpoint()).hasToString("http://localhost:4318/v1/traces");
    assertThat(warnings).singleElement().asString().startsWith("clew.otlp.endpoint is not ");
  }

  @Test
  void userInAnAddress_isNeitherSentNorSaid() {
    assertThat(target("https://pk:topsecret@c/otel", null).endpoint())
        .hasToString("https://c/otel/v1/traces");
    assertThat(warnings).singleElement().asString().doesNotContain("topsecret");
  }

  @Test
  void headers_arePercentDecoded_andKeepWhatBase64NeedsToo() {
    Map<String, String> headers =
        target(null, "Authorization=Basic%20cGs+c2s=, x-tenant=a%C3%A9, odd=50%").headers();

    assertThat(headers)
        .containsEntry("Authorization", "Basic cGs+c2s=")
        .containsEntry("x-tenant", "aé")
        .containsEntry("odd", "50%");
  }

  @Test
  void headers_ofTheVariableForTraces_goBeforeThoseForAll() {
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "k=all");
    environment.put("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "k=traces");

    assertThat(target(null, null).headers()).containsEntry("k", "traces");
    assertThat(target(null, "k=ours").headers()).containsEntry("k", "ours");
  }

  @Test
  void badHeaders_areWarnedOf_withoutTheirValues() {
    Map<String, String> headers =
        target(null, "sk-secret1,na me=sk-secret2,Host=sk-secret3,k=sk-secret4%0A,good=1")
            .headers();

    assertThat(headers).containsOnlyKeys("User-Agent", "good");
    assertThat(warnings)
        .containsExactly(
            "clew.otlp.headers: entry 1 is not name=value; ignored",
            "clew.otlp.headers: a name contains characters not allowed in a header; ignored",
            "clew.otlp.headers: the header Host cannot be set; ignored",
            "clew.otlp.headers: the value of k contains characters not allowed in a header; ignored");
  }

  @Test
  void otherVariables_areRead() {
    environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", "none");
    environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "2500");
    environment.put("OTEL_EXPORTER_OTLP_CERTIFICATE", "/ca.pem");
    environment.put("OTEL_EXPORTER_OTLP_CLIENT_KEY", "/key.pem");
    environment.put("OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE", "/own.pem");

    HttpTarget target = target(null, null);

    assertThat(target.gzip()).isFalse();
    assertThat(target.timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(target.tls())
        .isEqualTo(new TlsFiles(Path.of("/ca.pem"), Path.of("/key.pem"), Path.of("/own.pem")));
    assertThat(warnings).isEmpty();
  }

  @Test
  void badVariables_areOneWarningEach() {
    environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", "brotli");
    environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "soon");
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    environment.put("OTEL_EXPORTER_OTLP_CLIENT_KEY", "/key.pem");

    HttpTarget target = target(null, null);

    assertThat(target.gzip()).isTrue();
    assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(warnings).hasSize(4);
  }

  @Test
  void resource_isThatOfTheProcess_unlessTheExporterHasItsOwn() {
    assertThat(resource()).containsExactly(entry("service.name", "tests"));

    settings.put("resource-attributes", "service.name=attr,team=blue%2Cgreen");
    assertThat(resource()).containsOnly(entry("service.name", "attr"), entry("team", "blue,green"));
    settings.put("service-name", "name");
    assertThat(resource()).containsEntry("service.name", "name");
  }

  @Test
  void whatIsPrinted_holdsNoHeader() {
    assertThat(target("http://user:sk-secret@c", "Authorization=sk-secret").toString())
        .doesNotContain("sk-secret");
  }

  private HttpTarget target(@Nullable String endpoint, @Nullable String headers) {
    settings.put("endpoint", endpoint);
    settings.put("headers", headers);
    return configuration().options("1.2.3").target();
  }

  private Map<String, Object> resource() {
    return configuration().options("1.2.3").resource().get();
  }

  private OtlpConfiguration configuration() {
    return new OtlpConfiguration(
        OtlpConfiguration.Protocol.HTTP,
        new FixedSettings(settings, Path.of("home"), warnings),
        new OtelVariables(properties::get, environment));
  }
}
