// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.json.JvmRecord;
import dev.clew.exporter.live.LiveRecords;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes live records to this JVM's trace file; the exporter is not loaded before the first one.
 */
record LiveFile(Supplier<LiveRecords> file) implements LiveRecords {
  @Override
  public boolean openSpans(List<SpanRecord> spans) throws IOException {
    return file.get().openSpans(spans);
  }

  @Override
  public boolean jvm(JvmRecord jvm) throws IOException {
    return file.get().jvm(jvm);
  }
}
