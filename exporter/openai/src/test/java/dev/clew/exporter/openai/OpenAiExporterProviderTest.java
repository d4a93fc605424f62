// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.WireExporter;
import dev.clew.exporter.FixedSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiExporterProviderTest {
  private static final Map<String, String> KEY = Map.of("OPENAI_API_KEY", "sk-env-1");
  private static final String GATEWAY = "https://gateway.example/v1/traces/ingest";

  @Test
  void key_ofTheEnvironment_isEnough() throws Exception {
    assertThat(configurationError(Map.of(), KEY)).isNull();
    assertThat(wireFormat(Map.of())).isEqualTo("openai-ingest-1");
  }

  @Test
  void noKey_turnsTheExporterOff() {
    assertThat(configurationError(Map.of(), Map.of("OPENAI_API_KEY", " ")))
        .isEqualTo("it has no key; set clew.openai.api-key or OPENAI_API_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    ", openai-ingest-raw-1",
    "auto, openai-ingest-raw-1",
    "on, openai-ingest-1",
    "ON, openai-ingest-1"
  })
  void limits_areThoseOfTheEndpoint_unlessSet(@Nullable String limits, String format)
      throws Exception {
    Map<String, String> gateway =
        limits == null
            ? Map.of("endpoint", GATEWAY)
            : Map.of("endpoint", GATEWAY, "limits", limits);

    assertThat(wireFormat(gateway)).isEqualTo(format);
  }

  @Test
  void limits_canBeOffForOpenAi() throws Exception {
    assertThat(wireFormat(Map.of("limits", "off"))).isEqualTo("openai-ingest-raw-1");
  }

  @Test
  void key_thatNoHeaderTakes_isNotShown() {
    assertThat(configurationError(Map.of("api-key", "sk-secret\nsk-second"), Map.of()))
        .isEqualTo(
            "apiKey is empty or contains characters not allowed in a header; check the settings"
                + " clew.openai.* and OPENAI_*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.openai.com", "https://me:pw@x.example"})
  void endpoint_thatIsNoAddress_turnsTheExporterOff(String endpoint) {
    assertThat(configurationError(Map.of("endpoint", endpoint), KEY))
        .isNotNull()
        .doesNotContain("pw");
  }

  private static @Nullable String configurationError(
      Map<String, String> settings, Map<String, String> environment) {
    return new OpenAiExporterProvider(environment).configurationError(new FixedSettings(settings));
  }

  private static String wireFormat(Map<String, String> settings) throws Exception {
    try (SpanExporter exporter =
        new OpenAiExporterProvider(KEY).create(new FixedSettings(settings))) {
      return ((WireExporter) exporter).wireFormat();
    }
  }
}
