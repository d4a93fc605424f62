// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** Returns the artifacts of the library that an application may lack, none of them by default. */
  default List<LibraryPart> parts() {
    return List.of();
  }

  /**
   * Tells whether the library is one that Clew exists for. If not, because the module only carries
   * context or ids, the library alone does not start Clew: its classes are woven once one of the
   * others has been seen.
   */
  default boolean activates() {
    return true;
  }

  /**
   * Returns the setting without which the module has nothing to do, such as {@code
   * clew.propagate.hosts}, or null: it is used only where that is set and not {@code false}.
   */
  default @Nullable String requires() {
    return null;
  }

  /**
   * Returns packages of the library as the hooks were compiled against it, each with its name where
   * the library is a copy inside of something else. Hook points give the names of the copy.
   */
  default Map<String, String> renamedPackages() {
    return Map.of();
  }
}
