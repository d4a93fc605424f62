// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.SpanExporter;
import dev.clew.exporter.render.ContentPolicy;
import java.util.function.Supplier;

/**
 * How to create an exporter, and how to treat it.
 *
 * @param maker creates the exporter, on the worker's thread, with the first batch
 * @param made whether {@code maker} only returns an existing exporter, which must be closed
 * @param content how much of the content it receives
 */
public record ExporterSpec(
    String name,
    Supplier<? extends SpanExporter> maker,
    boolean made,
    ContentPolicy content,
    DeliverySettings settings) {

  /** Describes an exporter that is created when it is first needed. */
  public static ExporterSpec of(
      String name,
      Supplier<? extends SpanExporter> maker,
      ContentPolicy content,
      DeliverySettings settings) {
    return new ExporterSpec(name, maker, false, content, settings);
  }

  /** Describes an existing exporter that receives full content. */
  public static ExporterSpec of(SpanExporter exporter) {
    return new ExporterSpec(
        exporter.name(), () -> exporter, true, ContentPolicy.FULL, DeliverySettings.defaults());
  }
}
