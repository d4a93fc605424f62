// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Makes a processor; found by {@link java.util.ServiceLoader} in extension jars.
 *
 * <p>Every processor of the jars in {@code clew.extensions} is used, in their order, unless {@code
 * clew.<name>.enabled=false}. Public, with a constructor without parameters.
 */
public interface SpanProcessorProvider {
  /** Returns lower case letters, digits and hyphens: the name in {@code clew.<name>.…}. */
  String name();

  /** Makes the processor, before the application's first traced call. */
  SpanProcessor create(ExporterSettings settings);
}
