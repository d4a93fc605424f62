// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.json.JvmRecord;
import java.io.IOException;
import java.util.List;

/**
 * Receives live records. Both methods return false, having written nothing, if writing is not
 * possible at the moment.
 */
public interface LiveRecords {
  /** Writes spans that have not ended. */
  boolean openSpans(List<SpanRecord> spans) throws IOException;

  /** Writes the figures of the JVM. */
  boolean jvm(JvmRecord jvm) throws IOException;
}
