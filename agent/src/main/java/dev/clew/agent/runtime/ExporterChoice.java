// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exporter that {@code clew.exporters} may name.
 *
 * @param local whether its data stays on this machine
 * @param limitsCallTime whether it enforces its own timeouts
 * @param maker runs on the exporter's own thread, with its first batch: it may load classes that no
 *     other thread should have to load
 * @param problem checks, once the exporter is selected, whether it can work at all; returns null or
 *     {@code is off} and the reason, or an empty text if that has been logged
 */
record ExporterChoice(
    String name,
    boolean local,
    boolean limitsCallTime,
    Supplier<SpanExporter> maker,
    Supplier<@Nullable String> problem) {
  ExporterChoice madeBy(Supplier<SpanExporter> other) {
    return new ExporterChoice(name, local, limitsCallTime, other, problem);
  }
}
