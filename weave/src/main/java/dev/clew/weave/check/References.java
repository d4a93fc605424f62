// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects all dependencies of a hook's class files, and of the module's classes they refer to, on
 * classes outside the module.
 */
final class References {
  /** A reference in a class file: to a type, or to a field or method of one. */
  record Reference(String owner, @Nullable String name, @Nullable String descriptor) {
    boolean isMethod() {
      return descriptor != null && descriptor.startsWith("(");
    }

    @Override
    public String toString() {
      if (name == null) {
        return "class " + owner;
      }
      return isMethod()
          ? "method " + owner + "." + name + descriptor
          : "field " + owner + "." + name;
    }
  }

  /** A class of the module with supertypes outside it. */
  record LibrarySubtype(String className, Set<String> libraryTypes, Set<String> methods) {}

  private final Set<Reference> references = new LinkedHashSet<>();
  private final Set<LibrarySubtype> subtypes = new LinkedHashSet<>();

  private References() {}

  /**
   * Collects the dependencies of {@code hookClass}.
   *
   * @param dependencies returns the direct dependencies of a class of the module
   */
  static References of(String hookClass, Function<String, ClassDependencies> dependencies) {
    References references = new References();
    Deque<String> open = new ArrayDeque<>(List.of(hookClass));
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      ClassDependencies next = dependencies.apply(open.remove());
      references.references.addAll(next.references());
      LibrarySubtype subtype = next.subtype();
      if (subtype != null) {
        references.subtypes.add(subtype);
      }
      for (String moduleClass : next.moduleClasses()) {
        if (seen.add(moduleClass)) {
          open.add(moduleClass);
        }
      }
    }
    return references;
  }

  Set<Reference> all() {
    return references;
  }

  Set<LibrarySubtype> subtypes() {
    return subtypes;
  }
}
