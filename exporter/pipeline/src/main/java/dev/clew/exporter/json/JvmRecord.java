// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line about the traced JVM: {@code clew.jvm} in {@code docs/trace-format.md}.
 *
 * @param id process id and start in milliseconds since 1970, as in the names of the trace files
 * @param epochNanos when the figures were taken, in nanoseconds since 1970
 * @param facts what does not change while the JVM runs, by the names of the format; may be empty
 * @param figures numbers by the names of the format; unknown ones are missing
 */
public record JvmRecord(
    String id, long epochNanos, Map<String, Object> facts, Map<String, Number> figures) {
  public JvmRecord {
    facts = new LinkedHashMap<>(facts);
    figures = new LinkedHashMap<>(figures);
  }
}
