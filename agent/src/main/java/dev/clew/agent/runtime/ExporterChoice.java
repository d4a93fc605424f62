// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.SpanExporter;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An exporter that {@code clew.exporters} may name.
 *
 * @param local whether its data stays on this machine
 * @param limitsCallTime whether it enforces its own timeouts
 * @param maker runs on the exporter's own thread, with its first batch: it may load classes that no
 *     other thread should have to load
 * @param usable checks, once the exporter is selected, whether it can work at all, and logs the
 *     reason if not
 */
record ExporterChoice(
    String name,
    boolean local,
    boolean limitsCallTime,
    Supplier<SpanExporter> maker,
    BooleanSupplier usable) {}
