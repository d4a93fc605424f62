// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeferredExporterTest {
  private final List<String> journal = new ArrayList<>();
  private final DeferredExporter exporter =
      new DeferredExporter(
          "file",
          () -> {
            journal.add("made");
            return new JournalExporter();
          });

  private final class JournalExporter implements SpanExporter {
    @Override
    public String name() {
      return "file";
    }

    @Override
    public void export(List<ExportRecord> batch) {
      journal.add("export " + batch.size());
    }

    @Override
    public void flush() {
      journal.add("flush");
    }

    @Override
    public void close() {
      journal.add("close");
    }
  }

  @Test
  void exporter_isMadeWithItsFirstBatch() throws Exception {
    exporter.export(List.of());
    exporter.export(List.of());
    exporter.flush();
    exporter.close();

    assertThat(journal).containsExactly("made", "export 0", "export 0", "flush", "close");
  }

  @Test
  void exporterWithoutABatch_isNeverMade() throws Exception {
    exporter.flush();
    exporter.close();

    assertThat(exporter.name()).isEqualTo("file");
    assertThat(journal).isEmpty();
  }

  @Test
  void exporterThatCannotBeMade_failsItsBatchAndIsTriedAgain() throws Exception {
    int[] attempts = {0};
    DeferredExporter flaky =
        new DeferredExporter(
            "file",
            () -> {
              if (attempts[0]++ == 0) {
                throw new IllegalStateException("no home");
              }
              return new JournalExporter();
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> flaky.export(List.of()))
        .withMessage("no home");
    flaky.export(List.of());

    assertThat(journal).containsExactly("export 0");
  }
}
