// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.weave.LoadedModule;
import java.lang.ref.WeakReference;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hook class loader for a module and an application class loader.
 *
 * <p>Both are held weakly: the constant in the woven class keeps a hook loader alive, so that an
 * undeployed application takes its hooks with it. Modules are compared by identity, because hashing
 * one would hash all of its hook points, with code that the JVM has to generate first.
 */
public final class HookLoaders {
  private final ClassLoader agent;
  private final Map<ClassLoader, IdentityHashMap<LoadedModule, WeakReference<HookClassLoader>>>
      loaders = new WeakHashMap<>();
  private final IdentityHashMap<LoadedModule, WeakReference<HookClassLoader>> ofBootstrap =
      new IdentityHashMap<>();

  /**
   * Creates an empty set of loaders.
   *
   * @param agent the class loader of the API
   */
  public HookLoaders(ClassLoader agent) {
    this.agent = agent;
  }

  synchronized HookClassLoader of(LoadedModule module, @Nullable ClassLoader application) {
    IdentityHashMap<LoadedModule, WeakReference<HookClassLoader>> modules =
        application == null
            ? ofBootstrap
            : loaders.computeIfAbsent(application, key -> new IdentityHashMap<>());
    WeakReference<HookClassLoader> reference = modules.get(module);
    HookClassLoader loader = reference == null ? null : reference.get();
    if (loader == null) {
      loader = new HookClassLoader(module.code(), agent, application);
      modules.put(module, new WeakReference<>(loader));
    }
    return loader;
  }
}
