// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A span without its content: everything that lists, the timeline and the rules need.
 *
 * @param id the 16 hexadecimal digits as a number
 * @param parentId 0 for a root
 * @param name short, for the tree: the requested model, the tool, the agent
 * @param label the full name, for sentences
 * @param endNanos {@link #OPEN} while it runs
 * @param firstTokenNanos after the start, or -1
 * @param preview what is shown after the name, at most 120 characters
 * @param retryOffsets nanoseconds after the start
 * @param flags see {@link SpanFlag}
 * @param input the beginning of its input, for roots and model calls
 * @param rank of two records of one span the higher one counts, see {@link #rank(boolean, boolean,
 *     boolean)}
 * @param revision of the store when it last changed
 */
public record SpanRow(
    String traceId,
    long id,
    long parentId,
    SpanType type,
    String name,
    String label,
    Status status,
    long startNanos,
    long endNanos,
    long firstTokenNanos,
    @Nullable String service,
    @Nullable String preview,
    @Nullable SpanError error,
    @Nullable ModelFacts model,
    @Nullable ToolFacts tool,
    @Nullable Handoff handoff,
    List<Long> retryOffsets,
    @Nullable String retryDetail,
    int flags,
    @Nullable String input,
    @Nullable String output,
    @Nullable String group,
    @Nullable String jvm,
    int rank,
    long revision) {

  /** The end of a span that has not ended. */
  public static final long OPEN = -1;

  public record Handoff(String from, String to, @Nullable String decidedBy) {}

  /**
   * A record of an ended span takes precedence over an open one, content over none, a file over
   * OTLP.
   */
  public static int rank(boolean ended, boolean content, boolean file) {
    return (ended ? 4 : 0) + (content ? 2 : 0) + (file ? 1 : 0);
  }

  public boolean isOpen() {
    return endNanos == OPEN;
  }

  public boolean failed() {
    return status == Status.ERROR;
  }

  public boolean has(SpanFlag flag) {
    return (flags & flag.bit()) != 0;
  }

  public Set<SpanFlag> flagSet() {
    return SpanFlag.ofBits(flags);
  }

  /** The end; for an open span, the time up to which its trace is known. */
  public long endOr(long now) {
    return isOpen() ? Math.max(now, startNanos) : endNanos;
  }

  public @Nullable Tokens tokens() {
    return model == null ? null : model.tokens();
  }

  public @Nullable Cost cost() {
    return model == null ? null : model.cost();
  }

  public String idText() {
    return Ids.span(id);
  }

  /** The same span, stored at a revision. */
  public SpanRow at(long newRevision) {
    return copy(status, endNanos, flags, newRevision);
  }

  /** The same span, cut off by the end of its program. */
  public SpanRow cutOff(long end, long newRevision) {
    return copy(
        Status.CANCELLED,
        Math.max(end, startNanos),
        flags | SpanFlag.NEVER_ENDED.bit(),
        newRevision);
  }

  private SpanRow copy(Status newStatus, long newEnd, int newFlags, long newRevision) {
    return new SpanRow(
        traceId,
        id,
        parentId,
        type,
        name,
        label,
        newStatus,
        startNanos,
        newEnd,
        firstTokenNanos,
        service,
        preview,
        error,
        model,
        tool,
        handoff,
        retryOffsets,
        retryDetail,
        newFlags,
        input,
        output,
        group,
        jvm,
        rank,
        newRevision);
  }
}
