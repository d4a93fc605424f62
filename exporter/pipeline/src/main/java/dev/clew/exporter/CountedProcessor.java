// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.extension.ExtensionPart;
import org.jspecify.annotations.Nullable;

/** A processor of an extension; counts its failures, which {@link ProcessorChain} deals with. */
public final class CountedProcessor implements SpanProcessor {
  private final ExtensionPart part;
  private final SpanProcessor processor;

  public CountedProcessor(ExtensionPart part, SpanProcessor processor) {
    this.part = part;
    this.processor = processor;
  }

  /** Returns the class of the extension. */
  Class<?> code() {
    return processor.getClass();
  }

  @Override
  public String name() {
    return processor.name();
  }

  @Override
  public @Nullable SpanRecord process(SpanRecord span) {
    try {
      return processor.process(span);
    } catch (Throwable thrown) {
      part.count("threw " + thrown.getClass().getName());
      throw thrown;
    }
  }

  @Override
  public @Nullable TraceRecord process(TraceRecord trace) {
    try {
      return processor.process(trace);
    } catch (Throwable thrown) {
      part.count("threw " + thrown.getClass().getName());
      throw thrown;
    }
  }

  @Override
  public void close() {
    processor.close();
  }
}
