// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Creates a redactor; found by {@link java.util.ServiceLoader} in extension jars.
 *
 * <p>Every redactor in the jars of {@code clew.extensions} is used, in the order of the jars,
 * unless {@code clew.<name>.enabled=false}. Implementations are public and have a no-argument
 * constructor.
 */
public interface ContentRedactorProvider {
  /** Returns the name in {@code clew.<name>.…}: lower-case letters, digits and hyphens. */
  String name();

  /**
   * Creates the redactor, before the application's first traced call. If it throws, nobody knows
   * what should have been removed: all texts are replaced.
   */
  ContentRedactor create(ExporterSettings settings);
}
