// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.check;

import dev.clew.weave.RegisteredHook;
import dev.clew.weave.check.References.Reference;
import dev.clew.weave.classfile.ClassOutlines;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks which hooks match the library in an application's class loader, once per pair.
 *
 * <p>Descriptions of the application's types are cached through weak references: the hooks of a
 * library refer mostly to the same types and are usually checked in one burst.
 */
public final class Compatibility {
  /** By module and class, because the hooks of a module mostly depend on the same classes. */
  private final Map<String, Map<String, ClassDependencies>> dependencies =
      new ConcurrentHashMap<>();

  private final Map<ClassLoader, Map<String, Optional<String>>> missing = new WeakHashMap<>();
  private final Map<ClassLoader, WeakReference<ClassOutlines>> pools = new WeakHashMap<>();

  /** Returns whether the module lacks the hook class that it names. */
  public boolean lacksHookClass(RegisteredHook hook) {
    String hookClass = hook.point().hookClass();
    return dependenciesOf(hook, hookClass)
        .references()
        .contains(new Reference(hookClass, null, null));
  }

  /** Returns the first dependency of the hook that the application lacks, or null. */
  public @Nullable String firstMissing(RegisteredHook hook, @Nullable ClassLoader loader) {
    Map<String, Optional<String>> results;
    synchronized (missing) {
      results = missing.computeIfAbsent(key(loader), any -> new ConcurrentHashMap<>());
    }
    return results
        .computeIfAbsent(
            hook.point().hookClass(),
            any ->
                Optional.ofNullable(
                    new ReferenceCheck(types(loader)).firstMissing(referencesOf(hook))))
        .orElse(null);
  }

  /** Returns descriptions of the types visible to classes of {@code loader}. */
  public ClassOutlines types(@Nullable ClassLoader loader) {
    synchronized (pools) {
      WeakReference<ClassOutlines> reference = pools.get(key(loader));
      ClassOutlines pool = reference == null ? null : reference.get();
      if (pool == null) {
        pool = new ClassOutlines(loader);
        pools.put(key(loader), new WeakReference<>(pool));
      }
      return pool;
    }
  }

  private References referencesOf(RegisteredHook hook) {
    return References.of(hook.point().hookClass(), className -> dependenciesOf(hook, className));
  }

  private ClassDependencies dependenciesOf(RegisteredHook hook, String className) {
    return dependencies
        .computeIfAbsent(hook.module().name(), any -> new ConcurrentHashMap<>())
        .computeIfAbsent(className, any -> ClassDependencies.of(hook.module().code(), className));
  }

  /**
   * The boot loader is null, which maps do not accept; Clew's loader represents it, as it loads no
   * library.
   */
  private static ClassLoader key(@Nullable ClassLoader loader) {
    return loader == null ? Compatibility.class.getClassLoader() : loader;
  }
}
