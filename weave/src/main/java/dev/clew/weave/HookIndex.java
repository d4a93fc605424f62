// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds hook points by the internal names of loading classes. */
final class HookIndex {
  private final Map<String, List<RegisteredHook>> exact = new ConcurrentHashMap<>();
  private final Map<String, List<RegisteredHook>> implementations = new ConcurrentHashMap<>();
  private final Map<String, List<RegisteredHook>> onDemand = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> rootsByCompanion = new ConcurrentHashMap<>();
  private final Map<String, List<MarkedLibrary>> markers = new ConcurrentHashMap<>();
  private final List<RegisteredHook> all = new CopyOnWriteArrayList<>();

  HookIndex(Collection<LoadedModule> modules) {
    modules.forEach(module -> add(module, hooksOf(module)));
  }

  /** Returns the hooks of a module, whether it is in the index or not. */
  static List<RegisteredHook> hooksOf(LoadedModule module) {
    List<RegisteredHook> hooks = new ArrayList<>();
    for (HookPoint point : module.hookPoints()) {
      hooks.add(new RegisteredHook(module.name() + "-" + hooks.size(), module, point));
    }
    return hooks;
  }

  /** Adds a module; classes may be loading meanwhile. */
  void add(LoadedModule module, List<RegisteredHook> hooks) {
    for (Library library : module.libraries()) {
      for (String marker : library.markers()) {
        append(markers, internal(marker), new MarkedLibrary(module, library));
      }
    }
    all.addAll(hooks);
    hooks.forEach(this::add);
  }

  private static <T> void append(Map<String, List<T>> lists, String key, T element) {
    lists.merge(
        key,
        List.of(element),
        (before, more) -> {
          List<T> both = new ArrayList<>(before);
          both.addAll(more);
          return both;
        });
  }

  /** A library, or part of one, that is present if the class of its marker is. */
  record MarkedLibrary(LoadedModule module, Library library) {}

  private void add(RegisteredHook hook) {
    String name = internal(hook.point().className());
    if (hook.point().onDemand()) {
      append(onDemand, name, hook);
      return;
    }
    append(exact, name, hook);
    if (hook.point().implementations()) {
      append(implementations, name, hook);
      String companion = hook.point().companion();
      if (companion != null) {
        addCompanion(hook.module(), companion, name);
      }
    }
  }

  private void addCompanion(LoadedModule module, String companion, String root) {
    Set<String> roots = rootsByCompanion.get(internal(companion));
    if (roots == null) {
      roots = ConcurrentHashMap.newKeySet();
      rootsByCompanion.put(internal(companion), roots);
      append(exact, internal(companion), RegisteredHook.catchUp(module, companion));
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

  /** Returns whether hooks of {@code module} apply to a loaded class. */
  boolean applies(LoadedModule module, Class<?> loaded) {
    return inClass(internal(loaded.getName())).stream().anyMatch(hook -> isOf(module, hook))
        || rootsOf(loaded).stream()
            .flatMap(root -> inImplementationsOf(root).stream())
            .anyMatch(hook -> isOf(module, hook));
  }

  private static boolean isOf(LoadedModule module, RegisteredHook hook) {
    return hook.module().name().equals(module.name());
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
