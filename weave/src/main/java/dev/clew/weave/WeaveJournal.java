// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which libraries were found, what did not match, and which classes were woven, to answer
 * questions about missing spans. Holds names only, so that no class loader is kept alive.
 */
public final class WeaveJournal {
  /** An application that keeps creating class loaders must not fill the heap with their names. */
  private static final int MAX_COPIES = 500;

  private static final int MAX_CLASSES_PER_HOOK = 3;

  private final Map<String, LibraryCopy> copies = new ConcurrentHashMap<>();
  private final Map<String, LibraryCopy> recognised = new ConcurrentHashMap<>();
  private final Map<String, List<String>> classesByHook = new ConcurrentHashMap<>();
  private final Set<String> woven = ConcurrentHashMap.newKeySet();

  /**
   * One copy of a library in the application.
   *
   * @param supported the versions that the module supports
   * @param loader describes the class loader
   * @param missing the first reference that the copy lacks; null if it matches
   */
  public record LibraryCopy(
      String module,
      String library,
      String version,
      String supported,
      String loader,
      @Nullable String missing) {}

  /** Records that {@code library} was found; a mismatch recorded before remains. */
  void found(
      LoadedModule module,
      Library library,
      @Nullable ClassLoader loader,
      String version,
      @Nullable String missing) {
    if (copies.size() >= MAX_COPIES) {
      return;
    }
    LibraryCopy copy = copy(module, library, loader, version, missing);
    copies.merge(key(copy), copy, (before, now) -> before.missing() == null ? now : before);
  }

  /**
   * Records that a marker of {@code library} was loaded, which matches. Other hooked classes may be
   * those of a library that it uses, and have that one's version.
   */
  void recognised(
      LoadedModule module, Library library, @Nullable ClassLoader loader, String version) {
    if (recognised.size() < MAX_COPIES) {
      LibraryCopy copy = copy(module, library, loader, version, null);
      recognised.put(key(copy), copy);
    }
  }

  private static LibraryCopy copy(
      LoadedModule module,
      Library library,
      @Nullable ClassLoader loader,
      String version,
      @Nullable String missing) {
    return new LibraryCopy(
        module.name(),
        library.name(),
        version,
        library.supportedVersions(),
        describe(loader),
        missing);
  }

  private static String key(LibraryCopy copy) {
    return copy.module() + ' ' + copy.library() + ' ' + copy.loader();
  }

  /** Records that the class was woven with {@code hooks}. */
  void woven(String className, Collection<RegisteredHook> hooks) {
    woven.add(className);
    for (RegisteredHook hook : hooks) {
      List<String> classes = classesByHook.computeIfAbsent(hook.id(), any -> new ArrayList<>());
      synchronized (classes) {
        if (classes.size() < MAX_CLASSES_PER_HOOK && !classes.contains(className)) {
          classes.add(className);
        }
      }
    }
  }

  /** Returns the copies of libraries found so far. */
  public List<LibraryCopy> libraries() {
    return List.copyOf(copies.values());
  }

  /** Returns the matching copies of libraries of which a marker was loaded, with its version. */
  public List<LibraryCopy> recognised() {
    return List.copyOf(recognised.values());
  }

  /** Returns the binary names of all woven classes. */
  public Set<String> wovenClasses() {
    return Set.copyOf(woven);
  }

  /** Returns some of the classes that the hook was woven into. */
  List<String> classesOf(String hookId) {
    List<String> classes = classesByHook.get(hookId);
    if (classes == null) {
      return List.of();
    }
    synchronized (classes) {
      return List.copyOf(classes);
    }
  }

  /** Describes the loader without calling it: its methods may be the application's. */
  private static String describe(@Nullable ClassLoader loader) {
    if (loader == null) {
      return "boot";
    }
    if (loader == ClassLoader.getSystemClassLoader()) {
      return "app";
    }
    if (loader == ClassLoader.getPlatformClassLoader()) {
      return "platform";
    }
    return loader.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(loader));
  }
}
