// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.exporter.BatchSpanSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets open spans and figures of the JVM. */
class LivePipelineTest {
  @TempDir Path home;
  private final CapturedLog said = new CapturedLog();

  @Test
  void traceFile_getsThem() {
    assertThat(writesLive("exporters=file")).isTrue();
    assertThat(writesLive("file.open-spans=false")).isTrue();
    assertThat(writesLive("file.jvm-figures=false")).isTrue();
  }

  @Test
  void otherExporters_getNone() {
    assertThat(writesLive("exporters=console")).isFalse();
  }

  @Test
  void bothSwitchedOff_nobodyGetsThem() {
    assertThat(writesLive("file.open-spans=false,file.jvm-figures=false")).isFalse();
  }

  private boolean writesLive(String arguments) {
    Settings settings =
        new Settings(List.of(SettingsSource.agentArguments(arguments)), said.log::warn);
    ExportPipeline exports =
        new ExportPipeline(
            settings,
            said.log,
            home,
            new ExporterCatalog(settings, home, said.log),
            TraceSelection.of(settings, said.log::warn),
            null);
    BatchSpanSink pipeline = exports.build();
    try {
      return exports.writesLive();
    } finally {
      pipeline.close(Duration.ZERO);
    }
  }
}
