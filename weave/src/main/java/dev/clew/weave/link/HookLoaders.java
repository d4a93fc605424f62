// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import dev.clew.weave.LoadedModule;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hook class loader of a module and an application loader.
 *
 * <p>Both ends are held weakly: what keeps a hook loader alive is the constant in the woven class,
 * so an application that is undeployed takes its hooks along.
 */
public final class HookLoaders {
  private final ClassLoader agent;
  private final Map<ClassLoader, Map<LoadedModule, WeakReference<HookClassLoader>>> loaders =
      new WeakHashMap<>();
  private final Map<LoadedModule, WeakReference<HookClassLoader>> ofBootstrap = new HashMap<>();

  /**
   * Makes an empty set of loaders.
   *
   * @param agent where the api comes from
   */
  public HookLoaders(ClassLoader agent) {
    this.agent = agent;
  }

  synchronized HookClassLoader of(LoadedModule module, @Nullable ClassLoader application) {
    Map<LoadedModule, WeakReference<HookClassLoader>> modules =
        application == null
            ? ofBootstrap
            : loaders.computeIfAbsent(application, key -> new HashMap<>());
    WeakReference<HookClassLoader> reference = modules.get(module);
    HookClassLoader loader = reference == null ? null : reference.get();
    if (loader == null) {
      loader = new HookClassLoader(module.code(), agent, application);
      modules.put(module, new WeakReference<>(loader));
    }
    return loader;
  }
}
