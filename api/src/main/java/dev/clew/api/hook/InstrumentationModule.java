// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;

/**
 * Describes an instrumentation: found by {@link java.util.ServiceLoader}, in the agent and in
 * extension jars alike.
 *
 * <p>Implementations are public, have a constructor without parameters and mention no type of the
 * library, since they load without it. All classes of the module live in the implementation's
 * package or below.
 */
public interface InstrumentationModule {
  /**
   * Returns a short name in lower case, the {@code x} of {@code clew.instrumentation.x.enabled}.
   */
  String name();

  /** Returns the library that the module instruments. */
  Library library();

  /** Returns where the hooks sit. */
  List<HookPoint> hookPoints();
}
