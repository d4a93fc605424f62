// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.time.Duration;
import java.util.List;

/** Settings for the exporter {@code otlp}; those without a default fall back to OpenTelemetry's. */
public final class OtlpSettings {
  /** The compression of requests. */
  public enum Compression {
    GZIP,
    NONE
  }

  public static final Setting<String> ENDPOINT =
      new Setting<>(
          "clew.otlp.endpoint",
          SettingType.text(),
          "",
          "Where `otlp` sends to, without `/v1/traces`. If not set, `OTEL_EXPORTER_OTLP_ENDPOINT`,"
              + " then `http://localhost:4318`.");

  public static final Setting<String> HEADERS =
      new Setting<>(
          "clew.otlp.headers",
          SettingType.text(),
          "",
          "Headers for keys and tenants: `name=value,name=value`, values percent-encoded. Set them"
              + " in the environment or a file, because others can read a command line. If not set,"
              + " `OTEL_EXPORTER_OTLP_HEADERS`.");

  public static final Setting<Compression> COMPRESSION =
      new Setting<>(
          "clew.otlp.compression",
          SettingType.choice(Compression.class),
          "gzip",
          "Compression of requests. If not set, `OTEL_EXPORTER_OTLP_COMPRESSION`.");

  public static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "clew.otlp.timeout",
          SettingType.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
          "10s",
          "How long one request may take. If not set, `OTEL_EXPORTER_OTLP_TIMEOUT`.");

  public static final Setting<String> CERTIFICATE =
      new Setting<>(
          "clew.otlp.certificate",
          SettingType.text(),
          "",
          "A PEM file of certificates to trust instead of the JDK's. If not set,"
              + " `OTEL_EXPORTER_OTLP_CERTIFICATE`.");

  public static final Setting<String> CLIENT_KEY =
      new Setting<>(
          "clew.otlp.client-key",
          SettingType.text(),
          "",
          "A PEM file with the private key (PKCS#8) of the client certificate. If not set,"
              + " `OTEL_EXPORTER_OTLP_CLIENT_KEY`.");

  public static final Setting<String> CLIENT_CERTIFICATE =
      new Setting<>(
          "clew.otlp.client-certificate",
          SettingType.text(),
          "",
          "A PEM file with the client certificate and its chain. If not set,"
              + " `OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE`.");

  public static final Setting<List<String>> SEMCONV =
      new Setting<>(
          "clew.otlp.semconv",
          SettingType.listOf("gen_ai", "openinference", "both", "langfuse"),
          "gen_ai",
          "The semantic conventions of span attributes: `both` is `gen_ai,openinference`;"
              + " `langfuse` goes with `gen_ai`.");

  public static final Setting<String> PROFILE =
      new Setting<>(
          "clew.otlp.profile",
          SettingType.oneOf("1.41", "genai-2026-10"),
          "1.41",
          "The version of OpenTelemetry's GenAI conventions: the last release that has them, or the"
              + " later text of October 2026.");

  public static final Setting<String> SERVICE_NAME =
      new Setting<>(
          "clew.service.name",
          SettingType.text(),
          "",
          "The name of this application. If not set, `OTEL_SERVICE_NAME`, then its jar or main"
              + " class.");

  public static final Setting<String> RESOURCE_ATTRIBUTES =
      new Setting<>(
          "clew.resource.attributes",
          SettingType.text(),
          "",
          "Further attributes of this process: `name=value,name=value`. They take precedence over"
              + " `OTEL_RESOURCE_ATTRIBUTES`.");

  static final List<Setting<?>> ALL =
      List.of(
          ENDPOINT,
          HEADERS,
          COMPRESSION,
          TIMEOUT,
          CERTIFICATE,
          CLIENT_KEY,
          CLIENT_CERTIFICATE,
          SEMCONV,
          PROFILE,
          SERVICE_NAME,
          RESOURCE_ATTRIBUTES);

  private OtlpSettings() {}
}
