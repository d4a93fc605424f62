// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A span or trace between rendering and the exporters.
 *
 * @param policies the content policies under which it was rendered
 * @param forms the same record under each of them, at least one
 * @param bytes how much memory it keeps alive, by estimate
 * @param losses what is missing of its content
 * @param wanted whether its trace is to be kept because of it, if only some traces are
 */
public record RenderedRecord(
    List<ContentPolicy> policies,
    List<? extends ExportRecord> forms,
    long bytes,
    Set<ContentLoss> losses,
    boolean wanted) {

  /** Creates a record that has lost nothing. */
  public RenderedRecord(
      List<ContentPolicy> policies, List<? extends ExportRecord> forms, long bytes) {
    this(policies, forms, bytes, Set.of());
  }

  /** Creates a record that is no reason to keep its trace. */
  public RenderedRecord(
      List<ContentPolicy> policies,
      List<? extends ExportRecord> forms,
      long bytes,
      Set<ContentLoss> losses) {
    this(policies, forms, bytes, losses, false);
  }

  /** Returns the form under the first of {@code wanted} that there is, or null. */
  public @Nullable ExportRecord form(List<ContentPolicy> wanted) {
    for (ContentPolicy each : wanted) {
      int index = policies.indexOf(each);
      if (index >= 0) {
        return forms.get(index);
      }
    }
    return null;
  }

  /** Returns this as a reason to keep its trace. */
  public RenderedRecord asWanted() {
    return new RenderedRecord(policies, forms, bytes, losses, true);
  }

  /** Returns the record under the first policy. */
  public ExportRecord record() {
    return forms.get(0);
  }

  public String traceId() {
    return record().traceId();
  }

  public boolean isSpan() {
    return record() instanceof SpanRecord;
  }

  /** Returns this with a further attribute; the same object if it is not a span. */
  public RenderedRecord withAttribute(String key, Object value) {
    if (!isSpan()) {
      return this;
    }
    List<ExportRecord> marked = new ArrayList<>(forms.size());
    forms.forEach(form -> marked.add(((SpanRecord) form).withAttribute(key, value)));
    return new RenderedRecord(policies, marked, bytes, losses, wanted);
  }
}
