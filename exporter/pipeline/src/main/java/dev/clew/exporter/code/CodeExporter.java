// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.code;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The exporters that the application has registered in its code, which do not affect one another.
 */
public final class CodeExporter implements SpanExporter {
  /** The name in reports and metrics. */
  public static final String NAME = "code";

  private final RegisteredCode code = new RegisteredCode();
  private final Consumer<String> log;

  /**
   * Creates one without any of the application's.
   *
   * @param log receives a line per failure; logs equal lines once
   */
  public CodeExporter(Consumer<String> log) {
    this.log = log;
  }

  /** Adds one; held weakly. */
  public void add(Function<Object, @Nullable Object> exporter) {
    code.add(exporter);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void export(List<ExportRecord> batch) throws ExportException {
    List<Map<String, Object>> spans = new ArrayList<>();
    for (ExportRecord record : batch) {
      if (record instanceof SpanRecord span) {
        spans.add(SpanDescription.of(span));
      }
    }
    Throwable failure = null;
    String failed = "";
    if (spans.isEmpty()) {
      return;
    }
    for (Function<Object, @Nullable Object> each : code.all()) {
      try {
        Object unused = each.apply(List.copyOf(spans));
      } catch (Throwable thrown) {
        failure = thrown;
        failed = each.toString();
        log.accept(
            "exporter %s threw %s; it has lost the affected spans, and other exporters have them"
                .formatted(failed, thrown.getClass().getName()));
      }
    }
    if (failure != null) {
      throw ExportException.partial(
          failed + " threw " + failure.getClass().getName(), failure, spans.size(), 0);
    }
  }
}
