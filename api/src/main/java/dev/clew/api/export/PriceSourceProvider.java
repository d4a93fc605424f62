// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Creates a source of prices; found by {@link java.util.ServiceLoader} in extension jars.
 *
 * <p>Every price source in the jars of {@code clew.extensions} is asked, in the order of the jars,
 * unless {@code clew.<name>.enabled=false}; the first answer counts. Implementations are public and
 * have a no-argument constructor.
 */
public interface PriceSourceProvider {
  /** Returns the name in {@code clew.<name>.…}: lower-case letters, digits and hyphens. */
  String name();

  /** Creates the source, before the application's first traced call. */
  PriceSource create(ExporterSettings settings);
}
