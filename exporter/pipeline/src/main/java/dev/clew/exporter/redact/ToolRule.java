// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is to go of the runs of a tool.
 *
 * @param tool the tool's name; a star at its end stands for anything
 * @param part what of it
 * @param path the place within arguments and result, or null for all
 */
public record ToolRule(String tool, Part part, @Nullable JsonPath path, Kind kind) {
  /** The two sides of a run. */
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
