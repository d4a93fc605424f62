// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.WireExporter;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenAiIngestTest {
  private static final Map<String, String> KEY = Map.of("OPENAI_API_KEY", "sk-env-1");

  private final List<String> said = new ArrayList<>();

  @Test
  void key_ofTheEnvironment_isEnough() {
    WireExporter exporter = exporter(Map.of(), KEY);

    assertThat(exporter).isNotNull();
    assertThat(exporter.wireFormat()).isEqualTo("openai-ingest-1");
    assertThat(said).isEmpty();
  }

  @Test
  void noKey_turnsTheExporterOff_inOneLine() {
    assertThat(exporter(Map.of(), Map.of("OPENAI_API_KEY", " "))).isNull();
    assertThat(said)
        .containsExactly(
            "clew.exporters=openai has no API key: set clew.openai.api-key or OPENAI_API_KEY;"
                + " nothing is sent to OpenAI's dashboard");
  }

  @Test
  void limits_areThoseOfTheEndpoint_unlessSet() {
    String gateway = "https://gateway.example/v1/traces/ingest";

    WireExporter other = exporter(Map.of("clew.openai.endpoint", gateway), KEY);
    WireExporter inFront =
        exporter(Map.of("clew.openai.endpoint", gateway, "clew.openai.limits", "on"), KEY);

    assertThat(other.wireFormat()).isEqualTo("openai-ingest-raw-1");
    assertThat(inFront.wireFormat()).isEqualTo("openai-ingest-1");
  }

  @Test
  void key_thatNoHeaderTakes_isNotShown() {
    Map<String, String> settings = Map.of("clew.openai.api-key", "sk-secret\nsk-second");

    assertThat(exporter(settings, Map.of())).isNull();
    assertThat(said)
        .containsExactly(
            "clew.exporters=openai is off: apiKey is empty or has characters that no header takes;"
                + " check the settings clew.openai.* and OPENAI_*");
  }

  @Test
  void endpoint_thatIsNoAddress_turnsTheExporterOff() {
    assertThat(exporter(Map.of("clew.openai.endpoint", "api.openai.com"), KEY)).isNull();
    assertThat(exporter(Map.of("clew.openai.endpoint", "https://me:pw@x.example"), KEY)).isNull();
    assertThat(said).hasSize(2).noneMatch(line -> line.contains("pw"));
  }

  private @Nullable WireExporter exporter(
      Map<String, String> values, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.putAll(values);
    Settings settings =
        new Settings(List.of(SettingsSource.systemProperties(properties)), said::add);
    return OpenAiIngest.exporter(settings, environment, said::add);
  }
}
