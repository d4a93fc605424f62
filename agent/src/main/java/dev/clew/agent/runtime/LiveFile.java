// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.file.FileExporter;
import dev.clew.exporter.json.JvmRecord;
import dev.clew.exporter.live.LiveRecords;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Live records in the trace file of this JVM. */
record LiveFile(Supplier<FileExporter> file) implements LiveRecords {
  @Override
  public boolean openSpans(List<SpanRecord> spans) throws IOException {
    return file.get().appendOpen(spans);
  }

  @Override
  public boolean jvm(JvmRecord jvm) throws IOException {
    return file.get().append(jvm);
  }
}
