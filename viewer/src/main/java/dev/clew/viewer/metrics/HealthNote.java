// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.store.StoreStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that is lost, hidden or not whole, as a sentence.
 *
 * @param filter of the traces that it speaks of, or null
 * @param jvm id of the JVM that it speaks of, or null
 */
public record HealthNote(
    boolean isWarning, String text, @Nullable String filter, @Nullable String jvm) {

  private static final double NEARLY_FULL = 0.8;

  /** The names of figures about one exporter: {@code exporter.otlp.healthy}. */
  private static final String EXPORTER = "exporter.";

  private static final String HEALTHY = ".healthy";

  /** What there is to say about the JVMs that wrote, and about the store. */
  public static List<HealthNote> of(StoreStatistics store, List<JvmSample.Jvm> jvms) {
    List<HealthNote> notes = new ArrayList<>();
    StoreStatistics.ContentState content = store.content();
    for (JvmSample.Jvm jvm : jvms) {
      if (jvm.sample() != null) {
        ofJvm(notes, jvm, jvm.sample().figures(), content.dropped());
      }
    }
    add(
        notes,
        true,
        content.dropped(),
        "Content was dropped from %s, because too much of it was waiting for export.",
        "dropped");
    add(
        notes,
        false,
        content.withheld(),
        "Content of %s was not recorded (clew.content=none).",
        "withheld");
    add(
        notes,
        false,
        content.redacted(),
        "Secrets or personal data were replaced in %s.",
        "redacted");
    add(notes, false, content.truncated(), "Long texts were cut in %s.", "truncated");
    if (!store.unpricedModels().isEmpty()) {
      notes.add(
          new HealthNote(
              true,
              "No price is known for "
                  + String.join(", ", store.unpricedModels())
                  + ": costs are too low. See clew.cost.prices.",
              "model="
                  + store.unpricedModels().stream()
                      .map(HealthNote::quoted)
                      .collect(Collectors.joining(",")),
              null));
    }
    if (store.textPending() > 0) {
      notes.add(
          new HealthNote(
              false,
              Format.plural(store.textPending(), "span") + " are not in the full-text index yet.",
              null,
              null));
    }
    return notes;
  }

  private static void ofJvm(
      List<HealthNote> notes, JvmSample.Jvm jvm, Map<String, Double> figures, long stored) {
    String name = jvm.service() == null ? jvm.id() : jvm.service();
    long spans = number(figures, "dropped_spans");
    if (spans > 0) {
      warn(notes, jvm, name + " dropped " + Format.plural(spans, "span") + " since it started.");
    }
    long content = number(figures, "dropped_content");
    if (content > 0) {
      warn(
          notes,
          jvm,
          Format.plural(content, "span")
              + " lost their content before they were stored (JVM "
              + name
              + ", since it started); this store has "
              + (stored == 0
                  ? "none of them: they never came here or were deleted."
                  : Format.plural(stored, "span") + " without it."));
    }
    long failures = number(figures, "export_failures");
    if (failures > 0) {
      warn(
          notes,
          jvm,
          Format.plural(failures, "attempt")
              + " to export spans failed (JVM "
              + name
              + ", since it started); "
              + (spans == 0 ? "no span was" : Format.plural(spans, "span") + " were")
              + " dropped in that time, for this or another reason.");
    }
    figures.forEach(
        (figure, value) -> {
          if (figure.startsWith(EXPORTER) && figure.endsWith(HEALTHY) && value == 0) {
            String exporter =
                figure.substring(EXPORTER.length(), figure.length() - HEALTHY.length());
            long waiting = number(figures, EXPORTER + exporter + ".spooled");
            warn(
                notes,
                jvm,
                name
                    + ": the exporter "
                    + exporter
                    + " delivers nothing at the moment"
                    + (waiting > 0
                        ? "; " + Format.plural(waiting, "span") + " wait on disk."
                        : "."));
          }
        });
    long queued = number(figures, "queued");
    long capacity = number(figures, "queue_capacity");
    if (capacity > 0 && queued > NEARLY_FULL * capacity) {
      warn(
          notes,
          jvm,
          name
              + " has "
              + Format.percent(queued, capacity)
              + " of its queue full: spans are written faster than exported.");
    }
  }

  private static void warn(List<HealthNote> notes, JvmSample.Jvm jvm, String text) {
    notes.add(new HealthNote(true, text, null, jvm.id()));
  }

  private static long number(Map<String, Double> figures, String name) {
    return figures.getOrDefault(name, 0.0).longValue();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Of spans in the store; their traces are found by what happened to the content. */
  private static void add(
      List<HealthNote> notes, boolean warning, long spans, String text, String content) {
    if (spans > 0) {
      notes.add(
          new HealthNote(
              warning,
              String.format(text, Format.plural(spans, "span")),
              "content=" + content,
              null));
    }
  }
}
