// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.store.StoreStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthNoteTest {
  private static final StoreStatistics STORE =
      new StoreStatistics(
          "memory",
          "",
          "1",
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          new StoreStatistics.ContentState(0, 0, 0, 0),
          List.of(),
          List.of());

  @Test
  void exporterThatDeliversNothing_isAWarning() {
    assertThat(
            notes(
                Map.of(
                    "exporter.file.healthy", 1.0,
                    "exporter.otlp.healthy", 0.0,
                    "exporter.otlp.spooled", 12.0)))
        .containsExactly(
            new HealthNote(
                true,
                "bot: the exporter otlp delivers nothing at the moment; 12 spans wait on disk.",
                null,
                "1-2"));
  }

  @Test
  void exportersThatDeliver_areNotMentioned() {
    assertThat(notes(Map.of("exporter.file.healthy", 1.0))).isEmpty();
  }

  @Test
  void losses_areThoseOfAllJvms_andWhatTheStoreHas() {
    List<JvmSample.Jvm> jvms =
        List.of(
            jvm(Map.of("dropped_content", 300.0)),
            jvm(Map.of("dropped_spans", 2.0, "dropped_content", 17.0)));

    assertThat(Losses.of(STORE, jvms)).isEqualTo(new Losses(2, 317));
    assertThat(Losses.of(STORE, List.of())).isEqualTo(new Losses(0, 0));
  }

  @Test
  void droppedContentAndFailedExports_areToldWithWhatIsKnown() {
    assertThat(
            notes(Map.of("dropped_content", 317.0, "export_failures", 2.0, "dropped_spans", 0.0)))
        .extracting(HealthNote::text)
        .containsExactly(
            "317 spans lost their content before they were stored (JVM bot, since it started); this"
                + " store has none of them: they never came here or were deleted.",
            "2 attempts to export spans failed (JVM bot, since it started); no span was dropped in"
                + " that time, for this or another reason.");
  }

  private static List<HealthNote> notes(Map<String, Double> figures) {
    return HealthNote.of(STORE, List.of(jvm(figures)));
  }

  private static JvmSample.Jvm jvm(Map<String, Double> figures) {
    return new JvmSample.Jvm(
        "1-2", 1, 2, "bot", null, null, null, null, 3, new JvmSample("1-2", 3, figures));
  }
}
