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
 * Decides whether a module is used with the copy of its library in a class loader, and logs any
 * mismatch, one line per library and loader, so that missing spans are never unexplained.
 */
final class LibraryPresence {
  private final WeaveLog log;
  private final WeaveJournal journal;
  private final Map<ClassLoader, Map<String, Boolean>> matching = new WeakHashMap<>();
  private final Map<ClassLoader, Set<String>> warned = new WeakHashMap<>();

  LibraryPresence(WeaveLog log, WeaveJournal journal) {
    this.log = log;
    this.journal = journal;
  }

  /**
   * Returns whether all classes that the module requires from {@code library}, which is its library
   * or a part of it, are present. Checked once, when the first class loads: with half of a library
   * the span tree would be incomplete.
   */
  boolean matches(
      LoadedModule module, Library library, @Nullable ClassLoader loader, String version) {
    if (loader == null) {
      return true; // the JDK, which always has its classes
    }
    Map<String, Boolean> known;
    synchronized (matching) {
      known = matching.computeIfAbsent(loader, any -> new ConcurrentHashMap<>());
    }
    if (!library.equals(module.library()) && !matches(module, module.library(), loader, version)) {
      return false; // already logged for the library as a whole
    }
    return known.computeIfAbsent(
        module.name() + " " + library.name(), any -> check(module, library, loader, version));
  }

  private boolean check(LoadedModule module, Library library, ClassLoader loader, String version) {
    List<HookPoint> points =
        module.hookPoints().stream()
            .filter(point -> module.libraryOf(point.className()).equals(library))
            .toList();
    HookPoint first = null;
    boolean any = points.isEmpty();
    for (HookPoint point : points) {
      boolean present = isPresent(point, loader);
      any |= present && !point.onDemand(); // on-demand classes are only woven along with the others
      first = first == null && !present ? point : first;
      if (!present && !point.optional()) {
        return missing(module, library, loader, version, point);
      }
    }
    if (!any && first != null) {
      return missing(module, library, loader, version, first);
    }
    journal.found(module, library, loader, version, null);
    return true;
  }

  private boolean missing(
      LoadedModule module, Library library, ClassLoader loader, String version, HookPoint point) {
    warnOnce(module, library, loader, version, "class " + point.className(), "it is not traced");
    return false;
  }

  private static boolean isPresent(HookPoint point, ClassLoader loader) {
    return loader.getResource(point.className().replace('.', '/') + ".class") != null;
  }

  /** Logs that {@code missing} prevents part of the library from being traced. */
  void mismatch(RegisteredHook hook, @Nullable ClassLoader loader, String version, String missing) {
    LoadedModule module = hook.module();
    Library library = module.libraryOf(hook.point().className());
    warnOnce(
        module, library, loader, version, missing, "anything that depends on it is not traced");
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
    String vendor = vendor(className) + ".";
    return library.markers().isEmpty()
        || library.markers().stream()
            .map(marker -> vendor(marker) + ".")
            .anyMatch(each -> each.startsWith(vendor) || vendor.startsWith(each));
  }

  /** Returns the first two parts of a class's package, such as {@code org.springframework}. */
  private static String vendor(String className) {
    String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    int second = packageName.indexOf('.', packageName.indexOf('.') + 1);
    return second < 0 ? packageName : packageName.substring(0, second);
  }

  private void warnOnce(
      LoadedModule module,
      Library library,
      @Nullable ClassLoader loader,
      String version,
      String missing,
      String consequence) {
    journal.found(module, library, loader, version, missing);
    ClassLoader key = loader == null ? LibraryPresence.class.getClassLoader() : loader;
    synchronized (warned) {
      Set<String> ofLoader = warned.computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet());
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
