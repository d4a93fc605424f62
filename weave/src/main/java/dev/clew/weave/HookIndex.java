// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds hook points by the internal names of loading classes. */
final class HookIndex {
  private final Map<String, List<RegisteredHook>> exact = new HashMap<>();
  private final Map<String, List<RegisteredHook>> implementations = new HashMap<>();
  private final Map<String, List<RegisteredHook>> onDemand = new HashMap<>();
  private final Map<String, Set<String>> rootsByCompanion = new HashMap<>();
  private final Map<String, List<MarkedLibrary>> markers = new HashMap<>();
  private final List<RegisteredHook> all = new ArrayList<>();

  HookIndex(Collection<LoadedModule> modules) {
    for (LoadedModule module : modules) {
      for (Library library : module.libraries()) {
        for (String marker : library.markers()) {
          markers
              .computeIfAbsent(internal(marker), key -> new ArrayList<>())
              .add(new MarkedLibrary(module, library));
        }
      }
      int number = 0;
      for (HookPoint point : module.hookPoints()) {
        add(new RegisteredHook(module.name() + "-" + number++, module, point));
      }
    }
  }

  /** A library, or part of one, that is present if the class of its marker is. */
  record MarkedLibrary(LoadedModule module, Library library) {}

  private void add(RegisteredHook hook) {
    all.add(hook);
    String name = internal(hook.point().className());
    if (hook.point().onDemand()) {
      onDemand.computeIfAbsent(name, key -> new ArrayList<>()).add(hook);
      return;
    }
    exact.computeIfAbsent(name, key -> new ArrayList<>()).add(hook);
    if (hook.point().implementations()) {
      implementations.computeIfAbsent(name, key -> new ArrayList<>()).add(hook);
      String companion = hook.point().companion();
      if (companion != null) {
        addCompanion(hook.module(), companion, name);
      }
    }
  }

  private void addCompanion(LoadedModule module, String companion, String root) {
    Set<String> roots = rootsByCompanion.get(internal(companion));
    if (roots == null) {
      roots = new LinkedHashSet<>();
      rootsByCompanion.put(internal(companion), roots);
      exact
          .computeIfAbsent(internal(companion), key -> new ArrayList<>())
          .add(RegisteredHook.catchUp(module, companion));
    }
    roots.add(root);
  }

  List<RegisteredHook> all() {
    return all;
  }

  /** Returns all class names whose loading indicates that a library is present, for the gate. */
  Set<String> names() {
    Set<String> names = namesOf(hook -> !hook.point().afterFirstUse());
    names.addAll(rootsByCompanion.keySet());
    names.addAll(markers.keySet());
    return names;
  }

  /** Returns the names of the classes that are woven once a library is in use. */
  Set<String> namesAfterFirstUse() {
    return namesOf(hook -> hook.point().afterFirstUse());
  }

  private Set<String> namesOf(Predicate<RegisteredHook> wanted) {
    Set<String> names = new LinkedHashSet<>();
    exact.forEach(
        (name, hooks) -> {
          if (hooks.stream().anyMatch(wanted)) {
            names.add(name);
          }
        });
    return names;
  }

  List<RegisteredHook> inClass(String internalName) {
    return exact.getOrDefault(internalName, List.of());
  }

  List<RegisteredHook> inImplementationsOf(String root) {
    return implementations.getOrDefault(root, List.of());
  }

  /** Returns the hooked interfaces and classes whose subtypes are woven too. */
  Set<String> roots() {
    return implementations.keySet();
  }

  boolean isRoot(String internalName) {
    return implementations.containsKey(internalName);
  }

  /** Returns the hooked supertypes of a loaded class. */
  Set<String> rootsOf(Class<?> loaded) {
    Set<String> roots = new LinkedHashSet<>();
    collect(loaded, implementations.keySet(), roots);
    return roots;
  }

  /** Returns the hooks that apply to a loaded class if a hook requests it. */
  List<RegisteredHook> onDemand(Class<?> loaded) {
    Set<String> roots = new LinkedHashSet<>();
    collect(loaded, onDemand.keySet(), roots);
    return roots.stream().flatMap(root -> onDemand.getOrDefault(root, List.of()).stream()).toList();
  }

  private static void collect(@Nullable Class<?> type, Set<String> wanted, Set<String> found) {
    if (type == null || type == Object.class) {
      return;
    }
    String name = internal(type.getName());
    if (wanted.contains(name)) {
      found.add(name);
    }
    collect(type.getSuperclass(), wanted, found);
    for (Class<?> inherited : type.getInterfaces()) {
      collect(inherited, wanted, found);
    }
  }

  Set<String> rootsOfCompanion(String companion) {
    return rootsByCompanion.getOrDefault(companion, Set.of());
  }

  List<MarkedLibrary> markedBy(String internalName) {
    return markers.getOrDefault(internalName, List.of());
  }

  private static String internal(String className) {
    return className.replace('.', '/');
  }
}
