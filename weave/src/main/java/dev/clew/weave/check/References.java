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
 * Collects what a hook's class files, and those of its module that they lead to, need of other
 * people's classes.
 */
final class References {
  /** Something a class file names: a type, or a field or method of one. */
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

  /** A class of the module that inherits from other people's classes. */
  record Heir(String className, Set<String> bequeathers, Set<String> methods) {}

  private final Set<Reference> references = new LinkedHashSet<>();
  private final Set<Heir> heirs = new LinkedHashSet<>();

  private References() {}

  /**
   * Collects what {@code hookClass} needs.
   *
   * @param needs tells what a class of the module needs by itself
   */
  static References of(String hookClass, Function<String, ClassNeeds> needs) {
    References references = new References();
    Deque<String> open = new ArrayDeque<>(List.of(hookClass));
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      ClassNeeds next = needs.apply(open.remove());
      references.references.addAll(next.references());
      Heir heir = next.heir();
      if (heir != null) {
        references.heirs.add(heir);
      }
      for (String own : next.own()) {
        if (seen.add(own)) {
          open.add(own);
        }
      }
    }
    return references;
  }

  Set<Reference> all() {
    return references;
  }

  Set<Heir> heirs() {
    return heirs;
  }
}
