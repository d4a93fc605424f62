// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.agent.runtime.steer.RefusedException;
import dev.clew.agent.runtime.steer.Steering;
import dev.clew.core.settings.KnownNames;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.render.ContentPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be changed about the export while it runs. */
class ExportSteeringTest {
  @TempDir Path home;
  private final CapturedLog said = new CapturedLog();
  private BatchSpanSink pipeline;

  @AfterEach
  void close() {
    pipeline.close(Duration.ZERO);
  }

  @Test
  void content_ofAllAndOfOneExporter_isChanged() throws Exception {
    Steering steering = steering("exporters=file");
    assertThat(pipeline.steering().policies()).containsExactly(ContentPolicy.REDACTED);

    steering.set(Map.of("content", "none"), "me");
    assertThat(pipeline.steering().policies()).containsExactly(ContentPolicy.NONE);

    steering.set(Map.of("file.content", "full"), "me");
    assertThat(pipeline.steering().policies()).containsExactly(ContentPolicy.FULL);
  }

  @Test
  void exporters_areSwitchedOffAndAdded() throws Exception {
    Steering steering = steering("exporters=file");

    steering.set(Map.of("exporters", "console"), "me");

    assertThat(pipeline.metrics().exporters())
        .extracting(ExporterMetrics::name)
        .containsExactly("file", "console");
    steering.set(Map.of("exporters", "none"), "me");
    assertThat(pipeline.steering().policies()).containsExactly(ContentPolicy.NONE);
    steering.set(Map.of("exporters", ""), "me");
    assertThat(steering.get("exporters")).isEqualTo("file");
    assertThat(pipeline.steering().policies()).containsExactly(ContentPolicy.REDACTED);
  }

  @Test
  void exporterThatCannotBeUsed_isRefusedWithTheReason() {
    Steering steering = steering("exporters=file");

    assertThatThrownBy(() -> steering.set(Map.of("exporters", "fiel"), "me"))
        .isExactlyInstanceOf(RefusedException.class)
        .hasMessageStartingWith("clew.exporters=fiel: there is no such exporter; available: ");
    assertThatThrownBy(() -> steering.set(Map.of("exporters", "file,prometheus"), "me"))
        .hasMessage(
            "clew.exporters=file,prometheus: prometheus is started or not when Clew starts; restart"
                + " with -Dclew.exporters=file,prometheus");
    assertThat(pipeline.metrics().exporters()).hasSize(1);
  }

  @Test
  void sampling_isChanged() throws Exception {
    Steering steering = steering("exporters=file");
    String trace = "4bf92f3577b34da67fffffffffffffff";
    assertThat(pipeline.steering().keeps(trace)).isTrue();

    steering.set(Map.of("sampling.ratio", "0"), "me");

    assertThat(pipeline.steering().keeps(trace)).isFalse();
  }

  @Test
  void redactionRuleThatIsWrong_isRefused() {
    Steering steering = steering("exporters=file");

    assertThatThrownBy(() -> steering.set(Map.of("redact.tools", "pay"), "me"))
        .hasMessage(
            "clew.redact.tools: the rule 'pay' is not of the form tool:part; nothing is changed");
    assertThat(said.lines()).isEmpty();
  }

  private Steering steering(String arguments) {
    Settings settings =
        new Settings(List.of(SettingsSource.agentArguments(arguments)), said.log::warn);
    ExporterCatalog catalog = new ExporterCatalog(settings, home, said.log);
    TraceSelection selection = TraceSelection.of(settings, said.log::warn);
    ExportPipeline exports = new ExportPipeline(settings, said.log, home, catalog, selection, null);
    pipeline = exports.build();
    KnownNames known =
        new KnownNames(List.of(), catalog.builtIn(), catalog.extensions(), List.of());
    return new Steering(
        settings,
        List.of(exports.steering(pipeline, List::of)),
        known,
        said.log,
        InstantSource.system());
  }
}
