// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a module is used at all with the library that a loader has, and tells the user
 * about what does not match, in one line per library and loader: never "no spans, no message".
 */
final class LibraryPresence {
  private final Consumer<String> warnings;
  private final Map<ClassLoader, Map<String, Boolean>> matching = new WeakHashMap<>();
  private final Map<ClassLoader, Set<String>> told = new WeakHashMap<>();

  LibraryPresence(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /**
   * Tells whether all classes are there that the module cannot do without. Looked at once, with the
   * first class of the library that loads; half a library would make half a tree.
   */
  boolean matches(LoadedModule module, @Nullable ClassLoader loader, String version) {
    if (loader == null) {
      return true; // the JDK, which nobody ships without some of its classes
    }
    Map<String, Boolean> known;
    synchronized (matching) {
      known = matching.computeIfAbsent(loader, any -> new ConcurrentHashMap<>());
    }
    return known.computeIfAbsent(module.name(), any -> look(module, loader, version));
  }

  private boolean look(LoadedModule module, ClassLoader loader, String version) {
    for (HookPoint point : module.hookPoints()) {
      if (!point.optional()
          && loader.getResource(point.className().replace('.', '/') + ".class") == null) {
        tell(module, loader, version, "class " + point.className(), "it is not traced");
        return false;
      }
    }
    return true;
  }

  /** Says that {@code missing} keeps something of the library from being traced. */
  void mismatch(LoadedModule module, @Nullable ClassLoader loader, String version, String missing) {
    tell(module, loader, version, missing, "what depends on it is not traced");
  }

  private void tell(
      LoadedModule module,
      @Nullable ClassLoader loader,
      String version,
      String missing,
      String consequence) {
    ClassLoader key = loader == null ? LibraryPresence.class.getClassLoader() : loader;
    synchronized (told) {
      if (!told.computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet()).add(module.name())) {
        return;
      }
    }
    warnings.accept(
        "%s %s does not match %s, which supports %s: it lacks %s; %s"
            .formatted(
                module.library().name(),
                version,
                module.origin(),
                module.library().supportedVersions(),
                missing,
                consequence));
  }
}
