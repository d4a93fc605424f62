// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an application may ask of the export by the manual API. A hook gets it through its
 * constructor.
 */
public interface ExportControl {
  /** Exports everything that has ended; returns whether that was done in time. Never throws. */
  boolean flush(Duration timeout);

  /**
   * Adds the application's code to the export. The code is referenced weakly, so that it does not
   * keep an application's classes alive. Never throws.
   *
   * @param kind {@code processor}, {@code sampler} or {@code exporter}
   * @param code receives a map that describes a span, or a list of them, as the package {@code
   *     dev.clew} documents
   */
  void register(String kind, Function<Object, @Nullable Object> code);
}
