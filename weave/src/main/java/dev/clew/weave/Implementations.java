// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.weave.select.Supertypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Recognises implementations of hooked interfaces by the supertype names in their class files.
 *
 * <p>Starts only when one of the interfaces, or a companion class, has been loaded: until then, and
 * in JVMs without the library, class loading costs nothing extra. A supertype not seen yet, because
 * a class is transformed before its supertypes load, is read as a resource; no class is loaded.
 */
final class Implementations implements Supertypes {
  private static final int MAX_KNOWN = 20_000;

  /** No hooked interface is above these, and reading them would be the main cost. */
  private static final List<String> NOT_LOOKED_UP =
      List.of("java/", "javax/", "jdk/", "sun/", "jakarta/", "kotlin/", "scala/", "groovy/");

  /** Internal names of types already examined, each with its hooked supertypes, usually none. */
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  private volatile boolean watching;

  /**
   * Registers {@code roots} at once, because a subtype may be examined before its root is loaded.
   */
  Implementations(Set<String> roots) {
    roots.forEach(root -> known.put(root, Set.of(root)));
  }

  /** Forgets what was examined, because there are more roots. */
  void forget(Set<String> roots) {
    known.clear();
    roots.forEach(root -> known.put(root, Set.of(root)));
  }

  /** Starts looking for implementations. */
  void watch() {
    watching = true;
  }

  boolean watching() {
    return watching;
  }

  /** Returns whether the type was recognised, and therefore woven, when it was loaded. */
  boolean recognised(String internalName) {
    return !known.getOrDefault(internalName, Set.of()).isEmpty();
  }

  /** Returns the hooked supertypes of the class, if any, and remembers them. */
  @Override
  public Set<String> rootsOf(String internalName, byte[] classFile, ClassLoader loader) {
    Set<String> cached = known.get(internalName);
    if (cached != null) {
      return cached;
    }
    ClassReader reader = new ClassReader(classFile);
    Set<String> found = new HashSet<>(rootsAbove(reader.getSuperName(), loader));
    for (String inherited : reader.getInterfaces()) {
      found.addAll(rootsAbove(inherited, loader));
    }
    return remember(internalName, Set.copyOf(found));
  }

  private Set<String> rootsAbove(@Nullable String internalName, ClassLoader loader) {
    if (internalName == null) {
      return Set.of();
    }
    Set<String> cached = known.get(internalName);
    if (cached != null) {
      return cached;
    }
    if (NOT_LOOKED_UP.stream().anyMatch(internalName::startsWith)) {
      return Set.of();
    }
    try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
      return in == null
          ? remember(internalName, Set.of())
          : rootsOf(internalName, in.readAllBytes(), loader);
    } catch (IOException unreadable) {
      return remember(internalName, Set.of());
    }
  }

  private Set<String> remember(String internalName, Set<String> roots) {
    if (known.size() < MAX_KNOWN) {
      known.putIfAbsent(internalName, roots);
    }
    return roots;
  }
}
