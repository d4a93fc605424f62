// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the user about a library that a module does not match, in one line per library and loader:
 * never "no spans, no message".
 */
final class LibraryPresence {
  private final Consumer<String> warnings;
  private final Map<ClassLoader, Set<String>> told = new WeakHashMap<>();

  LibraryPresence(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /**
   * Looks, when a marker of the library loads, whether the classes to be woven are there at all.
   */
  void check(LoadedModule module, ClassLoader loader, String version) {
    Set<String> missing = new LinkedHashSet<>();
    for (HookPoint point : module.hookPoints()) {
      if (!point.optional()
          && loader.getResource(point.className().replace('.', '/') + ".class") == null) {
        missing.add(point.className());
      }
    }
    if (!missing.isEmpty()) {
      mismatch(module, loader, version, "class " + missing.iterator().next());
    }
  }

  /** Says that {@code missing} keeps something of the library from being traced. */
  void mismatch(LoadedModule module, @Nullable ClassLoader loader, String version, String missing) {
    if (!first(module, loader)) {
      return;
    }
    warnings.accept(
        "%s %s does not match %s, which supports %s: it lacks %s; what depends on it is not traced"
            .formatted(
                module.library().name(),
                version,
                module.origin(),
                module.library().supportedVersions(),
                missing));
  }

  private boolean first(LoadedModule module, @Nullable ClassLoader loader) {
    ClassLoader key = loader == null ? LibraryPresence.class.getClassLoader() : loader;
    synchronized (told) {
      return told.computeIfAbsent(key, k -> Collections.synchronizedSet(new LinkedHashSet<>()))
          .add(module.name());
    }
  }
}
