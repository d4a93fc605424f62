// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a traced JVM at one moment.
 *
 * @param jvm {@code <pid>-<start in ms>}, as in the names of the trace files
 * @param figures under the names of {@code clew.figures} in the trace file; unknown ones are
 *     missing
 */
public record JvmSample(String jvm, long timeMillis, Map<String, Double> figures) {

  /** The facts about the JVM itself. Lists and settings are JSON, as received. */
  public record Jvm(
      String id,
      long pid,
      long startedMillis,
      @Nullable String service,
      @Nullable String agentVersion,
      @Nullable String javaVersion,
      @Nullable String librariesJson,
      @Nullable String settingsJson,
      long lastSeenMillis,
      @Nullable JvmSample sample) {}
}
