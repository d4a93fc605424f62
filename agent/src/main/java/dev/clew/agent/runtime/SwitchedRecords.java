// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.json.JvmRecord;
import dev.clew.exporter.live.LiveRecords;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes live records while their exporter is on. */
record SwitchedRecords(LiveRecords records, BooleanSupplier on) implements LiveRecords {
  @Override
  public boolean openSpans(List<SpanRecord> spans) throws IOException {
    return on.getAsBoolean() && records.openSpans(spans);
  }

  @Override
  public boolean jvm(JvmRecord jvm) throws IOException {
    return on.getAsBoolean() && records.jvm(jvm);
  }
}
