// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import dev.clew.api.hook.MethodSelection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A module's description, read once, because its code may belong to an extension.
 *
 * @param origin the agent or an extension jar, for messages
 * @param activates see {@link InstrumentationModule#activates}
 * @param parts see {@link InstrumentationModule#parts}
 * @param selections see {@link InstrumentationModule#selections}
 * @param steers see {@link InstrumentationModule#steers}
 */
public record LoadedModule(
    String name,
    Library library,
    List<HookPoint> hookPoints,
    ModuleCode code,
    String origin,
    boolean activates,
    List<LibraryPart> parts,
    List<MethodSelection> selections,
    boolean steers) {
  /** Creates a module without selections that only observes. */
  public LoadedModule(
      String name,
      Library library,
      List<HookPoint> hookPoints,
      ModuleCode code,
      String origin,
      boolean activates,
      List<LibraryPart> parts) {
    this(name, library, hookPoints, code, origin, activates, parts, List.of(), false);
  }

  /** Creates a module for a library without parts. */
  public LoadedModule(
      String name,
      Library library,
      List<HookPoint> hookPoints,
      ModuleCode code,
      String origin,
      boolean activates) {
    this(name, library, hookPoints, code, origin, activates, List.of());
  }

  /** Reads the description of {@code module}; its exceptions are passed to the caller. */
  public static LoadedModule of(InstrumentationModule module, ModuleCode code, String origin) {
    return new LoadedModule(
        Objects.requireNonNull(module.name(), "name() is null"),
        Objects.requireNonNull(module.library(), "library() is null"),
        List.copyOf(Objects.requireNonNull(module.hookPoints(), "hookPoints() is null")),
        code,
        origin,
        module.activates(),
        List.copyOf(Objects.requireNonNull(module.parts(), "parts() is null")),
        List.copyOf(Objects.requireNonNull(module.selections(), "selections() is null")),
        module.steers());
  }

  /** Returns the library and its parts. */
  List<Library> libraries() {
    return Stream.concat(Stream.of(library), parts.stream().map(LibraryPart::library)).toList();
  }

  /** Returns the part that the class belongs to, or the library itself. */
  public Library libraryOf(String className) {
    for (LibraryPart part : parts) {
      if (part.contains(className)) {
        return part.library();
      }
    }
    return library;
  }
}
