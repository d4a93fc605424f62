// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores traces and answers queries about them. Safe for use by several threads.
 *
 * <p>A record that is written twice is stored once: a span is identified by its trace and id, and
 * of two records the one of higher rank counts, in whatever order they arrived. All methods throw
 * {@link StoreException} if the store itself fails, with a message for people.
 */
public interface TraceStore extends AutoCloseable {

  /** Writes all of it or, if it throws, nothing, together with the position of the source. */
  WriteResult write(Batch batch);

  /** The position of each source, by name. */
  Map<String, SourcePosition> positions();

  /** Forgets sources that no longer exist. */
  void forgetPositions(Collection<String> sources);

  TracePage list(TraceQuery query);

  long count(Selection selection);

  Totals totals(Selection selection);

  Histogram histogram(Selection selection, int buckets);

  /** Values of a text field, the most frequent first. */
  List<ValueCount> values(String field, String contains, Selection selection, int limit);

  /** Keys of metadata that occur. */
  List<String> metadataKeys();

  Optional<StoredTrace> trace(String traceId);

  /** The revision at which a trace changed last; empty if no trace has that id. */
  OptionalLong traceRevision(String traceId);

  /** Ids that start with this prefix, at most {@code limit}. */
  List<String> idsStartingWith(String prefix, int limit);

  /** The ids of the traces that started just after and just before, among those selected. */
  Neighbours neighbours(String traceId, Selection selection);

  /**
   * Traces of the same name that ended well, nearest to one by time or by arrival; at most so many
   * before it and after it each, in no particular order. Looks only so far that it is fast.
   */
  List<TraceRow> succeededNear(TraceRow trace, int each);

  /** A span's record in the trace-file format. */
  Optional<byte[]> payload(String traceId, long spanId);

  /** Records of all spans of a trace, in no particular order. */
  void payloads(String traceId, BiConsumer<Long, byte[]> each);

  /** Incremented by each write that changed something. */
  long revision();

  /** Ids of traces that changed after a revision, the latest first. */
  List<String> changedSince(long revision, int limit);

  /** Adds waiting text to the full-text index; returns how many spans are still waiting. */
  int indexText(int maxSpans);

  /**
   * Marks a JVM's open spans as cut off, at the last known time of their trace; returns how many
   * spans.
   */
  int endJvm(String jvm);

  /** JVMs with open spans. */
  Set<String> jvmsWithOpenSpans();

  List<JvmSample.Jvm> jvms();

  /** Samples of a JVM between two times in milliseconds, in chronological order. */
  List<JvmSample> samples(String jvm, long fromMillis, long toMillis);

  /** Small texts that belong to the store as a whole, such as rules of alerts, by their names. */
  SortedMap<String, String> documents(String kind);

  /**
   * Writes a document if it still is what was read before, so that several viewers of one store can
   * agree.
   *
   * @param expected null if there must be none yet
   * @param text null to delete it
   * @return false if somebody else was faster
   */
  boolean replaceDocument(
      String kind, String name, @Nullable String expected, @Nullable String text);

  List<SavedView> views();

  void saveView(SavedView view);

  /** False if there was none with that name. */
  boolean deleteView(String name);

  /** Figures of the values of a field over the selected traces, and their course over time. */
  Groups groups(GroupQuery query);

  PruneResult prune(Retention retention, long nowNanos);

  boolean deleteTrace(String traceId);

  StoreStatistics statistics();

  /** Other traces with a failed span that has that type of error. */
  long tracesWithError(String errorType);

  @Override
  void close();

  /** The traces just after and just before one. */
  record Neighbours(Optional<String> younger, Optional<String> older) {}

  record ValueCount(String value, long traces) {}

  record TracePage(List<TraceRow> rows, boolean more) {}
}
