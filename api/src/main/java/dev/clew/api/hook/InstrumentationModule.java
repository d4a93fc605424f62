// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes an instrumentation. Found by {@link java.util.ServiceLoader}, in the agent and in
 * extension jars alike.
 *
 * <p>Implementations are public, have a no-argument constructor and refer to no type of the
 * library, since they are loaded without it. All classes of the module are in the implementation's
 * package or a subpackage.
 */
public interface InstrumentationModule {
  /** Returns a short lower-case name, the {@code x} of {@code clew.instrumentation.x.enabled}. */
  String name();

  /** Returns the library that the module instruments. */
  Library library();

  /** Returns the module's hook points. */
  List<HookPoint> hookPoints();

  /** Returns the methods that the module selects by what class files say; none by default. */
  default List<MethodSelection> selections() {
    return List.of();
  }

  /** Returns the library's artifacts that an application may lack; none by default. */
  default List<LibraryPart> parts() {
    return List.of();
  }

  /**
   * Returns whether the presence of the library starts Clew. A module that only carries context or
   * ids returns false: its classes are woven once another module's library has been seen.
   */
  default boolean activates() {
    return true;
  }

  /**
   * Returns whether the module records or replaces what the library does, instead of observing it.
   * Such a module is used only if {@code clew.record} or {@code clew.replay} is set when the JVM
   * starts. Otherwise its hooks are not woven, and its classes not loaded.
   */
  default boolean steers() {
    return false;
  }

  /**
   * Returns the setting that the module depends on, such as {@code clew.propagate.hosts}, or null:
   * the module is used only if the setting has a value other than {@code false}.
   */
  default @Nullable String requiredSetting() {
    return null;
  }

  /**
   * Maps the library's packages, as the hooks were compiled against them, to their names in a
   * relocated copy of the library. Hook points use the names of the copy.
   */
  default Map<String, String> relocatedPackages() {
    return Map.of();
  }
}
