// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Creates a generator of ids; found by {@link java.util.ServiceLoader} in extension jars.
 *
 * <p>Only one can be used: the first in the jars of {@code clew.extensions} for which {@code
 * clew.<name>.enabled=false} is not set. Implementations are public and have a no-argument
 * constructor.
 */
public interface IdGeneratorProvider {
  /** Returns the name in {@code clew.<name>.…}: lower-case letters, digits and hyphens. */
  String name();

  /** Creates the generator, before the application's first traced call. */
  IdGenerator create(ExporterSettings settings);
}
