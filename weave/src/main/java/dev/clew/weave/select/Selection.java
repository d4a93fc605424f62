// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

import dev.clew.api.hook.MethodSelection;
import dev.clew.api.hook.MethodSelection.Kind;
import dev.clew.api.hook.MethodSelection.MethodSelector;
import dev.clew.weave.LoadedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One selection of a module, ready to be compared with class files. */
final class Selection {
  private final LoadedModule module;
  private final MethodSelection described;
  private final NamePattern className;
  private final List<NamePattern> methodNames = new ArrayList<>();

  /** One of these annotations must be in a class file; empty if that says nothing. */
  private final List<AnnotationScan> scans = new ArrayList<>();

  /** The methods found so far. */
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  Selection(LoadedModule module, MethodSelection described) {
    this.module = module;
    this.described = described;
    this.className = new NamePattern(described.classes().name());
    boolean annotated = true;
    for (MethodSelector method : described.methods()) {
      methodNames.add(new NamePattern(method.name()));
      String annotation = method.annotation();
      annotated &= annotation != null;
      if (annotation != null) {
        scans.add(AnnotationScan.of(annotation));
      }
    }
    if (kind() == Kind.ANNOTATED) {
      scans.clear();
      scans.add(AnnotationScan.of(described.classes().name()));
    } else if (!annotated) {
      scans.clear();
    }
  }

  LoadedModule module() {
    return module;
  }

  MethodSelection described() {
    return described;
  }

  Kind kind() {
    return described.classes().kind();
  }

  /** Returns the annotations of which one must be in a class file; empty if that says nothing. */
  List<String> requiredAnnotations() {
    if (scans.isEmpty()) {
      return List.of();
    }
    return kind() == Kind.ANNOTATED
        ? List.of(described.classes().name())
        : described.methods().stream().map(method -> String.valueOf(method.annotation())).toList();
  }

  /** Returns the internal name of the class or supertype. */
  String internalName() {
    return described.classes().name().replace('.', '/');
  }

  /** Returns whether the class may contain selected methods, at little cost. */
  boolean mayBeIn(String name, byte[] classFile) {
    boolean named =
        switch (kind()) {
          case EXACT -> name.equals(described.classes().name());
          case PATTERN -> className.matches(name);
          case SUBTYPES, ANNOTATED -> true;
        };
    return named && (scans.isEmpty() || scans.stream().anyMatch(scan -> scan.finds(classFile)));
  }

  /** Returns the selector that applies to a method, or null. */
  @Nullable MethodSelector selectorOf(ClassReading type, ClassReading.Method method) {
    if (kind() == Kind.ANNOTATED && !type.annotations().contains(described.classes().name())) {
      return null;
    }
    for (int i = 0; i < methodNames.size(); i++) {
      MethodSelector selector = described.methods().get(i);
      String annotation = selector.annotation();
      List<String> parameters = selector.parameterTypes();
      if (methodNames.get(i).matches(method.name())
          && (annotation == null || method.annotations().contains(annotation))
          && (parameters == null || parameters.equals(method.parameterTypes()))) {
        return selector;
      }
    }
    return null;
  }

  void found(String className, ClassReading.Method method) {
    found.add(className + "." + method.name() + method.descriptor());
  }

  SelectionMatches matches() {
    return new SelectionMatches(described.label(), found.size());
  }
}
