// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.TraceHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All findings of a trace: the most severe first, then in the order of their kinds. */
public final class Findings {

  private Findings() {}

  /**
   * Returns all findings.
   *
   * @param now nanoseconds since 1970, to tell how long something has been waiting; the time of the
   *     last record if the text is to be stored
   */
  public static List<Finding> of(TraceTree tree, TraceHeader header, long now) {
    if (tree.isEmpty()) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    RunRules.find(tree, now, found);
    ToolRules.find(tree, found);
    ModelRules.find(tree, found);
    RunRules.failed(tree, found);
    TimeRules.find(tree, found);
    UsageRules.find(tree, header, found);
    found.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::kind));
    return found;
  }
}
