// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What to remove from the runs of a tool.
 *
 * @param tool the tool's name; a star at its end matches anything
 * @param part the part of the run
 * @param path the place within arguments and result, or null for everything
 */
public record ToolRule(String tool, Part part, @Nullable JsonPath path, Kind kind) {
  /** The two parts of a run. */
  public enum Part {
    ARGUMENTS,
    RESULT,
    BOTH
  }

  boolean concerns(String name) {
    return tool.endsWith("*")
        ? name.startsWith(tool.substring(0, tool.length() - 1))
        : name.equals(tool);
  }

  boolean concerns(Part side) {
    return part == Part.BOTH || part == side;
  }
}
