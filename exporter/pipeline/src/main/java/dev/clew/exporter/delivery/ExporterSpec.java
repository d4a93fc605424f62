// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.SpanExporter;
import dev.clew.exporter.render.ContentPolicy;
import java.util.function.Supplier;

/**
 * An exporter to be, and how it is to be treated.
 *
 * @param maker makes the exporter, on the worker's thread, with the first batch
 * @param made whether {@code maker} only hands out an exporter that exists and must be closed
 * @param content how much of the content it gets
 */
public record ExporterSpec(
    String name,
    Supplier<? extends SpanExporter> maker,
    boolean made,
    ContentPolicy content,
    DeliverySettings settings) {

  /** An exporter that is made when it is first needed. */
  public static ExporterSpec of(
      String name,
      Supplier<? extends SpanExporter> maker,
      ContentPolicy content,
      DeliverySettings settings) {
    return new ExporterSpec(name, maker, false, content, settings);
  }

  /** An exporter that is there, with full content. */
  public static ExporterSpec of(SpanExporter exporter) {
    return new ExporterSpec(
        exporter.name(), () -> exporter, true, ContentPolicy.FULL, DeliverySettings.defaults());
  }
}
