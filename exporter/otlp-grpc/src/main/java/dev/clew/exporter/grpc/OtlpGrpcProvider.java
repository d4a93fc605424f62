// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.grpc;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import dev.clew.exporter.otlp.OtelVariables;
import dev.clew.exporter.otlp.OtlpChoices;
import dev.clew.exporter.otlp.OtlpConfiguration;
import dev.clew.exporter.otlp.OtlpExporter;
import dev.clew.exporter.otlp.OtlpOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the exporter {@code otlp-grpc}; its settings are those of {@code otlp}, renamed. */
public final class OtlpGrpcProvider implements SpanExporterProvider {
  @Override
  public String name() {
    return "otlp-grpc";
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    String compression = settings.get("compression");
    String words = settings.get("semconv");
    String profile = settings.get("profile");
    OtlpChoices choices =
        new OtlpChoices(
            settings.get("endpoint"),
            settings.get("headers"),
            compression == null ? null : !compression.equals("none"),
            timeout(settings),
            settings.get("certificate"),
            settings.get("client-key"),
            settings.get("client-certificate"),
            settings.get("service-name"),
            settings.get("resource-attributes"),
            words == null ? List.of("gen_ai") : List.of(words.split(" *, *")),
            profile == null ? "1.41" : profile);
    OtelVariables otel = new OtelVariables(System::getProperty, System.getenv());
    OtlpOptions options =
        new OtlpConfiguration(OtlpConfiguration.Protocol.GRPC, choices, otel, settings::warn)
            .options("extension");
    return new OtlpExporter(name(), options, new OtlpGrpc(options.target()), settings::warn);
  }

  private static @Nullable Duration timeout(ExporterSettings settings) {
    String text = settings.get("timeout");
    if (text == null) {
      return null;
    }
    try {
      Duration timeout =
          text.endsWith("ms")
              ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2).trim()))
              : Duration.parse("PT" + text);
      if (!timeout.isNegative() && !timeout.isZero()) {
        return timeout;
      }
    } catch (RuntimeException e) {
      // Told below.
    }
    settings.warn("clew.otlp-grpc.timeout is no time such as 500ms or 10s; ignored");
    return null;
  }
}
