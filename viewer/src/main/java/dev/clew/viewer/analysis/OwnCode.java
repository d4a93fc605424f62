// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A period in which an agent waited for nothing that was traced: its own code ran.
 *
 * @param after what had ended before it
 * @param before what started after it
 */
public record OwnCode(
    SpanRow agent, long start, long end, @Nullable SpanRow after, @Nullable SpanRow before) {

  private static final long SHORTEST = 40_000_000;

  public long duration() {
    return end - start;
  }

  /** The longest periods, the longest first. */
  public static List<OwnCode> of(TraceTree tree, int max) {
    List<OwnCode> all = new ArrayList<>();
    for (SpanRow agent : tree.order()) {
      if (agent.type() == SpanType.AGENT) {
        collect(tree, agent, all);
      }
    }
    all.sort(Comparator.comparingLong(OwnCode::duration).reversed());
    return all.size() > max ? List.copyOf(all.subList(0, max)) : all;
  }

  private static void collect(TraceTree tree, SpanRow agent, List<OwnCode> all) {
    long reached = agent.startNanos();
    SpanRow last = null;
    for (SpanRow child : tree.children(agent)) {
      if (child.type() == SpanType.HANDOFF) {
        continue;
      }
      if (child.startNanos() - reached > SHORTEST) {
        all.add(new OwnCode(agent, reached, child.startNanos(), last, child));
      }
      long end = child.endOr(tree.end());
      if (end > reached) {
        reached = end;
        last = child;
      }
    }
    if (!agent.isOpen() && agent.endNanos() - reached > SHORTEST) {
      all.add(new OwnCode(agent, reached, agent.endNanos(), last, null));
    }
  }
}
