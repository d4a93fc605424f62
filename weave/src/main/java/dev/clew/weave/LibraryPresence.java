// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a module is used at all with the library that a loader has, and tells the user
 * about what does not match, in one line per library and loader: never "no spans, no message".
 */
final class LibraryPresence {
  private final WeaveLog log;
  private final Map<ClassLoader, Map<String, Boolean>> matching = new WeakHashMap<>();
  private final Map<ClassLoader, Set<String>> told = new WeakHashMap<>();

  LibraryPresence(WeaveLog log) {
    this.log = log;
  }

  /**
   * Tells whether all classes are there that the module cannot do without in {@code library}, which
   * is its library or a part of that. Looked at once, with the first class that loads; half a
   * library would make half a tree.
   */
  boolean matches(
      LoadedModule module, Library library, @Nullable ClassLoader loader, String version) {
    if (loader == null) {
      return true; // the JDK, which nobody ships without some of its classes
    }
    Map<String, Boolean> known;
    synchronized (matching) {
      known = matching.computeIfAbsent(loader, any -> new ConcurrentHashMap<>());
    }
    if (!library.equals(module.library()) && !matches(module, module.library(), loader, version)) {
      return false; // which has been told of the library as a whole
    }
    return known.computeIfAbsent(
        module.name() + " " + library.name(), any -> look(module, library, loader, version));
  }

  private boolean look(LoadedModule module, Library library, ClassLoader loader, String version) {
    List<HookPoint> points =
        module.hookPoints().stream()
            .filter(point -> module.libraryOf(point.className()).equals(library))
            .toList();
    HookPoint first = null;
    boolean any = points.isEmpty();
    for (HookPoint point : points) {
      boolean there = isThere(point, loader);
      any |= there && !point.onDemand(); // those are woven for the sake of the others
      first = first == null && !there ? point : first;
      if (!there && !point.optional()) {
        return missing(module, library, loader, version, point);
      }
    }
    return any || first == null || missing(module, library, loader, version, first);
  }

  private boolean missing(
      LoadedModule module, Library library, ClassLoader loader, String version, HookPoint point) {
    tell(module, library, loader, version, "class " + point.className(), "it is not traced");
    return false;
  }

  private static boolean isThere(HookPoint point, ClassLoader loader) {
    return loader.getResource(point.className().replace('.', '/') + ".class") != null;
  }

  /** Says that {@code missing} keeps something of the library from being traced. */
  void mismatch(RegisteredHook hook, @Nullable ClassLoader loader, String version, String missing) {
    LoadedModule module = hook.module();
    Library library = module.libraryOf(hook.point().className());
    tell(module, library, loader, version, missing, "what depends on it is not traced");
  }

  /**
   * Warns about an optional hook if the version is not supported: a supported one may lack what the
   * hook needs. A class of another library, such as Spring's servlet adapter, has a version that
   * says nothing about this one.
   */
  void optionalMismatch(
      RegisteredHook hook, @Nullable ClassLoader loader, String version, String missing) {
    String className = hook.point().className();
    Library library = hook.module().libraryOf(className);
    if (hasClass(library, className)
        && LibraryVersion.isOutside(library.supportedVersions(), version)) {
      mismatch(hook, loader, version, missing);
    } else {
      log.debug(hook.id() + " is off: the library lacks " + missing);
    }
  }

  private static boolean hasClass(Library library, String className) {
    return library.markers().isEmpty()
        || library.markers().stream().anyMatch(marker -> vendor(marker).equals(vendor(className)));
  }

  /** Returns the first two parts of a class's package, such as {@code org.springframework}. */
  private static String vendor(String className) {
    int first = className.indexOf('.');
    int second = className.indexOf('.', first + 1);
    return second < 0 ? className : className.substring(0, second);
  }

  private void tell(
      LoadedModule module,
      Library library,
      @Nullable ClassLoader loader,
      String version,
      String missing,
      String consequence) {
    ClassLoader key = loader == null ? LibraryPresence.class.getClassLoader() : loader;
    synchronized (told) {
      Set<String> ofLoader = told.computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet());
      if (!ofLoader.add(module.origin() + " " + library.name())) {
        return;
      }
    }
    log.warn(
        "%s %s does not match %s, which supports %s: it lacks %s; %s"
            .formatted(
                library.name(),
                version,
                module.origin(),
                library.supportedVersions(),
                missing,
                consequence));
  }
}
