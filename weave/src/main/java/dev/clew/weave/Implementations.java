// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

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
 * Recognises the classes below interfaces that applications implement themselves, from the
 * super-type names in their class files.
 *
 * <p>Starts to look only when one of the interfaces, or a class without which they are not used,
 * has been seen: until then, and in JVMs without the library, class loading costs nothing. A super
 * type that has not been seen yet, because a class loads before those above it, is looked up as a
 * resource; no class is loaded.
 */
final class Implementations {
  private static final int MAX_KNOWN = 20_000;

  /** Above these there is nothing of ours, and looking them up is what would cost. */
  private static final List<String> NOT_LOOKED_UP =
      List.of("java/", "javax/", "jdk/", "sun/", "jakarta/", "kotlin/", "scala/", "groovy/");

  /** Internal names of types looked at, each with the interfaces it is below of, mostly none. */
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  private volatile boolean watching;

  /** Knows {@code roots} from the start: a class below one may be looked at before that loads. */
  Implementations(Set<String> roots) {
    roots.forEach(root -> known.put(root, Set.of(root)));
  }

  /** Starts to look for classes below the interfaces. */
  void watch() {
    watching = true;
  }

  boolean watching() {
    return watching;
  }

  /** Tells whether the type has been recognised, and so woven, when it loaded. */
  boolean recognised(String internalName) {
    return !known.getOrDefault(internalName, Set.of()).isEmpty();
  }

  /** Returns the interfaces that the class is below of, if any, and remembers it. */
  Set<String> rootsOf(String internalName, byte[] classFile, ClassLoader loader) {
    Set<String> already = known.get(internalName);
    if (already != null) {
      return already;
    }
    ClassReader reader = new ClassReader(classFile);
    Set<String> found = new HashSet<>(above(reader.getSuperName(), loader));
    for (String inherited : reader.getInterfaces()) {
      found.addAll(above(inherited, loader));
    }
    return remember(internalName, Set.copyOf(found));
  }

  private Set<String> above(@Nullable String internalName, ClassLoader loader) {
    if (internalName == null || NOT_LOOKED_UP.stream().anyMatch(internalName::startsWith)) {
      return Set.of();
    }
    Set<String> already = known.get(internalName);
    if (already != null) {
      return already;
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
