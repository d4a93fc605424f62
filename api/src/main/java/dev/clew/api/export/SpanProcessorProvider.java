// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Creates a processor; found by {@link java.util.ServiceLoader} in extension jars.
 *
 * <p>Every processor in the jars of {@code clew.extensions} is used, in the order of the jars,
 * unless {@code clew.<name>.enabled=false}. Implementations are public and have a no-argument
 * constructor.
 */
public interface SpanProcessorProvider {
  /** Returns the name in {@code clew.<name>.…}: lower-case letters, digits and hyphens. */
  String name();

  /** Creates the processor, before the application's first traced call. */
  SpanProcessor create(ExporterSettings settings);
}
