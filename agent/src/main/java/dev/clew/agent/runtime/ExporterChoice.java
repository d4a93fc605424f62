// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An exporter that {@code clew.exporters} may name.
 *
 * @param local whether what it is given stays on this machine
 * @param limitsCallTime whether it sees to its timeouts itself
 * @param maker runs on the exporter's own thread, with its first batch: it may load classes that
 *     nobody else shall pay for
 * @param usable looks, once it is chosen, whether it can work at all, and says so if it cannot
 */
record ExporterChoice(
    String name,
    boolean local,
    boolean limitsCallTime,
    Supplier<SpanExporter> maker,
    BooleanSupplier usable) {}
