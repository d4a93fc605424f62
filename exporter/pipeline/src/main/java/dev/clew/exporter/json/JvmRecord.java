// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line about the traced JVM: {@code clew.jvm} in {@code docs/trace-format.md}.
 *
 * @param id process id and start in milliseconds since 1970, as in the names of the trace files
 * @param epochNanos when the figures were measured, in nanoseconds since 1970
 * @param facts values that do not change while the JVM runs, under the format's names; may be empty
 * @param figures numbers under the format's names; unknown ones are omitted
 */
public record JvmRecord(
    String id, long epochNanos, Map<String, Object> facts, Map<String, Number> figures) {
  public JvmRecord {
    facts = new LinkedHashMap<>(facts);
    figures = new LinkedHashMap<>(figures);
  }
}
