// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Creates a sampler; found by {@link java.util.ServiceLoader} in extension jars.
 *
 * <p>Every sampler in the jars of {@code clew.extensions} is asked, in the order of the jars,
 * unless {@code clew.<name>.enabled=false}; the first decision counts. Implementations are public
 * and have a no-argument constructor.
 */
public interface TraceSamplerProvider {
  /** Returns the name in {@code clew.<name>.…}: lower-case letters, digits and hyphens. */
  String name();

  /** Creates the sampler, before the application's first traced call. */
  TraceSampler create(ExporterSettings settings);
}
