// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Something that {@code clew.exporters} may name.
 *
 * @param local whether what it is given stays on this machine
 * @param builtIn whether it is one of Clew's own, which see to their timeouts themselves
 * @param maker runs on the exporter's own thread, with its first batch: it may load classes that
 *     nobody else shall pay for
 * @param usable looks, once it is chosen, whether it can work at all, and says so if it cannot
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
