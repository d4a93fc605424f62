// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.memory;

import dev.clew.viewer.analysis.TraceDigest;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.content.SpanText;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One trace in memory. */
final class MemoryTrace {

  private final Map<Long, SpanRow> spans = new LinkedHashMap<>();
  private final Map<Long, byte[]> payloads = new LinkedHashMap<>();
  private final Set<Long> unindexed = new LinkedHashSet<>();
  private final List<List<String>> words = new ArrayList<>();
  private TraceHeader header;
  private @Nullable TraceDigest digest;

  MemoryTrace(String traceId) {
    header = TraceHeader.empty(traceId);
  }

  /** Null if nothing changed; otherwise whether the span is new. */
  @Nullable Boolean put(SpanRow span, byte[] payload, long revision) {
    SpanRow known = spans.get(span.id());
    if (known != null
        && (known.rank() > span.rank()
            || (known.rank() == span.rank() && Arrays.equals(payloads.get(span.id()), payload)))) {
      return null;
    }
    spans.put(span.id(), span.at(revision));
    payloads.put(span.id(), payload);
    unindexed.add(span.id());
    return known == null;
  }

  boolean merge(TraceHeader more) {
    TraceHeader merged = header.plus(more);
    boolean changed = !merged.equals(header);
    header = merged;
    return changed;
  }

  int cutOff(String jvm, long revision) {
    long end =
        spans.values().stream()
            .mapToLong(span -> span.isOpen() ? span.startNanos() : span.endNanos())
            .max()
            .orElse(0);
    int count = 0;
    for (SpanRow span : List.copyOf(spans.values())) {
      if (span.isOpen() && jvm.equals(span.jvm())) {
        spans.put(span.id(), span.cutOff(end, revision));
        count++;
      }
    }
    return count;
  }

  void refresh(long revision) {
    TraceDigest made = TraceDigest.of(header, List.copyOf(spans.values()));
    digest = new TraceDigest(made.row().at(revision), made.facets());
  }

  int index(int max) {
    int done = 0;
    for (Long id : List.copyOf(unindexed)) {
      byte[] payload = payloads.get(id);
      if (done == max || payload == null) {
        break;
      }
      SpanText text = new SpanText();
      text.add(SpanContent.of(payload));
      words.add(Words.of(text.text()));
      unindexed.remove(id);
      done++;
    }
    return done;
  }

  int waiting() {
    return unindexed.size();
  }

  boolean matches(Selection selection) {
    return !spans.isEmpty()
        && new FilterMatcher(digest().row(), digest().facets(), () -> words).matches(selection);
  }

  TraceDigest digest() {
    TraceDigest made = digest;
    if (made == null) {
      throw new IllegalStateException("not refreshed");
    }
    return made;
  }

  TraceHeader header() {
    return header;
  }

  List<SpanRow> spans() {
    return List.copyOf(spans.values());
  }

  Map<Long, byte[]> payloads() {
    return payloads;
  }
}
