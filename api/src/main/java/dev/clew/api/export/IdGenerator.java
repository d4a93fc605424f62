// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Makes the ids of traces and spans, for example in a form that another system reads.
 *
 * <p><b>Runs on the application's threads</b>, at the start of each trace and span, by any number
 * of them at once: it must be cheap, and must not block, do I/O, log, or wait for a lock. If it
 * throws, or what it returns is not an id as described, Clew makes one itself; that is counted, and
 * logged once.
 *
 * <p>A trace that another service or tracer has started keeps its id. {@code clew.sampling.ratio}
 * and other services' samplers decide by the last digits of the trace id, so these should be
 * random.
 */
public interface IdGenerator {
  /** Returns 32 lower-case hexadecimal digits, not all of them zero; never the same again. */
  String newTraceId();

  /** Returns 16 lower-case hexadecimal digits, not all of them zero; unique within a trace. */
  String newSpanId();
}
