// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Where a record came from.
 *
 * @param file true for the agent's own file, which contains more than OTLP can carry
 * @param jvm {@code <pid>-<start in ms>} of the JVM that wrote it, if known
 */
public record Source(boolean file, @Nullable String jvm) {

  public static final Source OTLP = new Source(false, null);
  public static final Source IMPORT = new Source(true, null);
}
