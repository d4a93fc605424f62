// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.Samples;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import dev.clew.exporter.otlp.semconv.Profile;
import dev.clew.exporter.otlp.semconv.SpanConventions.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** OpenTelemetry's Collector reads what we send; see {@code it-tests/backends/collector}. */
@EnabledIfSystemProperty(named = "clew.otelcol", matches = ".+")
@Timeout(60)
class OtlpCollectorTest {
  @TempDir Path folder;

  @Test
  void everyTypeOfSpan_isTakenAndUnderstood() throws IOException {
    int port = freePort();
    Process collector = start(port);
    StringBuilder output = new StringBuilder();
    List<String> warnings = new ArrayList<>();
    try (BufferedReader lines = collector.errorReader(StandardCharsets.UTF_8)) {
      readUntil(lines, "Everything is ready", output);
      URI endpoint = URI.create("http://127.0.0.1:" + port + "/v1/traces");
      HttpTarget target =
          new HttpTarget(endpoint, Map.of(), true, Exporters.PATIENT, TlsFiles.none());

      Exporters.of(target, warnings, Profile.V1_41, Words.values()).export(everything());

      collector.toHandle().destroy(); // that of Process would close the output
      lines.lines().forEach(line -> output.append(line).append('\n'));
    } finally {
      collector.destroyForcibly();
    }
    String printed = output.toString();
    assertThat(warnings).isEmpty();
    assertThat(printed.split("Span #", -1)).hasSize(Samples.allData().size() + 1);
    assertThat(printed)
        .contains("-> service.name: Str(tests)")
        .contains("ScopeSpans SchemaURL: https://opentelemetry.io/schemas/1.41.0")
        .contains("-> gen_ai.operation.name: Str(chat)")
        .contains("-> gen_ai.usage.input_tokens: Int(310)")
        .contains("-> gen_ai.request.temperature: Double(0.2)")
        .contains("-> gen_ai.response.finish_reasons: Slice([\"tool_calls\",\"content_filter\"])")
        .contains("-> Name: exception")
        .contains("Status code    : Error");
  }

  private Process start(int port) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            receivers:
              otlp:
                protocols:
                  http:
                    endpoint: 127.0.0.1:%d
            exporters:
              debug:
                verbosity: detailed
            service:
              pipelines:
                traces:
                  receivers: [otlp]
                  exporters: [debug]
              telemetry:
                metrics:
                  level: none
            """
                .formatted(port));
    return new ProcessBuilder(System.getProperty("clew.otelcol"), "--config", config.toString())
        .redirectOutput(folder.resolve("stdout").toFile())
        .start();
  }

  private static void readUntil(BufferedReader lines, String wanted, StringBuilder output)
      throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      output.append(line).append('\n');
      if (line.contains(wanted)) {
        return;
      }
    }
    throw new AssertionError("did not start: " + output);
  }

  private static List<ExportRecord> everything() {
    List<ExportRecord> records = new ArrayList<>();
    int number = 1;
    for (SpanData data : Samples.allData()) {
      records.add(Samples.span(number++, data));
    }
    records.add(Samples.trace(number - 1));
    return records;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
