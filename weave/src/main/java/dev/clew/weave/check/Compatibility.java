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
 * Knows which hooks fit which application loader, and checks each pair once.
 *
 * <p>Descriptions of the application's types are shared between checks for as long as the garbage
 * collector lets them: many hooks of a library refer to the same types, mostly in one burst.
 */
public final class Compatibility {
  /** By module and class: the hooks of a module lead to the same classes for the most part. */
  private final Map<String, Map<String, ClassNeeds>> needs = new ConcurrentHashMap<>();

  private final Map<ClassLoader, Map<String, Optional<String>>> missing = new WeakHashMap<>();
  private final Map<ClassLoader, WeakReference<ClassOutlines>> pools = new WeakHashMap<>();

  /** Tells whether the module lacks the hook that it names. */
  public boolean isPhantom(RegisteredHook hook) {
    String hookClass = hook.point().hookClass();
    return needsOf(hook, hookClass).references().contains(new Reference(hookClass, null, null));
  }

  /** Returns the first thing that the hook needs and the application lacks, or null. */
  public @Nullable String firstMissing(RegisteredHook hook, @Nullable ClassLoader loader) {
    Map<String, Optional<String>> verdicts;
    synchronized (missing) {
      verdicts = missing.computeIfAbsent(key(loader), any -> new ConcurrentHashMap<>());
    }
    return verdicts
        .computeIfAbsent(
            hook.point().hookClass(),
            any ->
                Optional.ofNullable(
                    new ReferenceCheck(types(loader)).firstMissing(referencesOf(hook))))
        .orElse(null);
  }

  /** Returns descriptions of the types that classes of {@code loader} see. */
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
    return References.of(hook.point().hookClass(), className -> needsOf(hook, className));
  }

  private ClassNeeds needsOf(RegisteredHook hook, String className) {
    return needs
        .computeIfAbsent(hook.module().name(), any -> new ConcurrentHashMap<>())
        .computeIfAbsent(className, any -> ClassNeeds.of(hook.module().code(), className));
  }

  /** The boot loader is null, which no map takes; ours stands for it, since it loads no library. */
  private static ClassLoader key(@Nullable ClassLoader loader) {
    return loader == null ? Compatibility.class.getClassLoader() : loader;
  }
}
