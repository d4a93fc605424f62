// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets hooks use the classes of a library that is, or has been merged into, a named module: such a
 * module exports only what it says. The hooks alone see more of it; for everyone else it stays as
 * it is.
 */
final class ModuleExports {
  private final Instrumentation instrumentation;

  ModuleExports(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Exports the library's module, and the others of its class loader, to {@code hooks}. */
  void export(Class<?> library, ClassLoader hooks) {
    Module module = library.getModule();
    ModuleLayer layer = module.getLayer();
    ClassLoader loader = library.getClassLoader();
    if (!module.isNamed() || layer == null || isOfTheJdk(module, loader)) {
      return;
    }
    for (Module each : layer.modules()) {
      if (each.getClassLoader() == loader && !isOfTheJdk(each, loader)) {
        export(each, hooks.getUnnamedModule());
      }
    }
  }

  private void export(Module module, Module hooks) {
    Set<String> missing =
        module.getPackages().stream()
            .filter(name -> !module.isExported(name, hooks))
            .collect(Collectors.toSet());
    if (!missing.isEmpty()) {
      Map<String, Set<Module>> exports =
          missing.stream().collect(Collectors.toMap(Function.identity(), name -> Set.of(hooks)));
      instrumentation.redefineModule(module, Set.of(), exports, Map.of(), Set.of(), Map.of());
    }
  }

  /** Some modules of the JDK have the application's class loader. */
  private static boolean isOfTheJdk(Module module, @Nullable ClassLoader loader) {
    return loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || module.getName().startsWith("jdk.");
  }
}
