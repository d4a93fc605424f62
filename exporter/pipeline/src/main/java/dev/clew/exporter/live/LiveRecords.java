// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.json.JvmRecord;
import java.io.IOException;
import java.util.List;

/**
 * Where live records go. Both methods return false, and have written nothing, if it is not the
 * moment to write.
 */
public interface LiveRecords {
  /** Writes spans that have not ended. */
  boolean openSpans(List<SpanRecord> spans) throws IOException;

  /** Writes what is known of the JVM. */
  boolean jvm(JvmRecord jvm) throws IOException;
}
