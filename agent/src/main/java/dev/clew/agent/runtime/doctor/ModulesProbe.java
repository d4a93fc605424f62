// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.ModuleState;
import dev.clew.agent.runtime.doctor.Snapshot.Presence;
import dev.clew.weave.LoadedModule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out whether the libraries of modules are there, also of those that are not used. */
final class ModulesProbe {
  private static final List<String> JDK = List.of("java.", "jdk.", "sun.", "com.sun.");

  private final Set<String> loadedClasses;
  private final List<ClassLoader> loaders = loaders();

  ModulesProbe(Set<String> loadedClasses) {
    this.loadedClasses = loadedClasses;
  }

  /**
   * Looks at all modules.
   *
   * @param enabled whether the user wants the module
   * @param missing returns the setting that the module depends on if it is not in use
   */
  List<ModuleState> look(
      List<LoadedModule> modules,
      Predicate<String> enabled,
      Function<String, @Nullable String> missing) {
    return modules.stream()
        .map(
            module ->
                new ModuleState(
                    module.name(),
                    module.origin(),
                    module.library().name(),
                    module.library().supportedVersions(),
                    enabled.test(module.name()),
                    missing.apply(module.name()),
                    module.activates() && !isOfJdk(module),
                    presence(module)))
        .toList();
  }

  /** Modules for classes of the JDK start Clew in no application: there is none without them. */
  private static boolean isOfJdk(LoadedModule module) {
    return module.hookPoints().stream()
        .allMatch(point -> JDK.stream().anyMatch(point.className()::startsWith));
  }

  private Presence presence(LoadedModule module) {
    List<String> classes =
        Stream.concat(
                module.library().markers().stream(),
                module.hookPoints().stream().map(point -> point.className()))
            .distinct()
            .toList();
    if (classes.stream().anyMatch(loadedClasses::contains)) {
      return Presence.LOADED;
    }
    boolean found =
        module.activates() && !isOfJdk(module) && classes.stream().limit(1).anyMatch(this::isFile);
    return found ? Presence.ON_CLASS_PATH : Presence.ABSENT;
  }

  private boolean isFile(String className) {
    String file = className.replace('.', '/') + ".class";
    for (ClassLoader loader : loaders) {
      try {
        if (loader.getResource(file) != null) {
          return true;
        }
      } catch (Throwable ofApplication) {
        // Not the doctor's patient.
      }
    }
    return false;
  }

  private static List<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(ClassLoader.getSystemClassLoader());
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[group == null ? 0 : group.activeCount() + 16];
    int count = group == null ? 0 : group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      ClassLoader loader = threads[i].getContextClassLoader();
      if (loader != null) {
        loaders.add(loader);
      }
    }
    return List.copyOf(loaders);
  }
}
