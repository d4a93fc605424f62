// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.weave.LoadedModule;
import java.lang.ref.WeakReference;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hook class loader of a module and an application loader.
 *
 * <p>Both ends are held weakly: what keeps a hook loader alive is the constant in the woven class,
 * so an application that is undeployed takes its hooks along. Modules are told apart by identity:
 * to hash one would be to hash each of its hook points, by code that the JVM makes for the purpose.
 */
public final class HookLoaders {
  private final ClassLoader agent;
  private final Map<ClassLoader, IdentityHashMap<LoadedModule, WeakReference<HookClassLoader>>>
      loaders = new WeakHashMap<>();
  private final IdentityHashMap<LoadedModule, WeakReference<HookClassLoader>> ofBootstrap =
      new IdentityHashMap<>();

  /**
   * Makes an empty set of loaders.
   *
   * @param agent where the api comes from
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
