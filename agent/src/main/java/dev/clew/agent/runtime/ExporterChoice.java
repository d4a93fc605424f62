// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An exporter that {@code clew.exporters} may name.
 *
 * @param local whether its data stays on this machine
 * @param builtIn whether it is Clew's own; those handle their timeouts themselves
 * @param maker called on the exporter's own thread, with its first batch, so that its classes are
 *     only loaded if needed
 * @param usable checks, once the exporter is chosen, whether it can work at all, and logs the
 *     reason if not
 */
record ExporterChoice(
    String name,
    boolean local,
    boolean builtIn,
    Supplier<? extends SpanExporter> maker,
    BooleanSupplier usable) {

  ExporterChoice(
      String name, boolean local, boolean builtIn, Supplier<? extends SpanExporter> maker) {
    this(name, local, builtIn, maker, () -> true);
  }

  static ExporterChoice local(String name, Supplier<? extends SpanExporter> maker) {
    return new ExporterChoice(name, true, true, maker);
  }
}
