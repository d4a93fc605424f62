// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.MethodSelection;
import dev.clew.api.hook.MethodSelection.Kind;
import dev.clew.api.hook.MethodSelection.MethodSelector;
import dev.clew.api.hook.SelectedMethod;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.RegisteredHook;
import dev.clew.weave.WeaveLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the methods that modules select, in each class as it loads.
 *
 * <p>A hook is registered for each method found. Its id depends on the method alone, so that a
 * class loaded again, by another loader or a redefinition, does not add to them.
 */
public final class Selections {
  private static final String SUSPENDED = "kotlin.coroutines.Continuation";

  private final List<Selection> selections = new ArrayList<>();
  private final Set<String> exact = new HashSet<>();
  private final Set<String> roots = new HashSet<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<String, RegisteredHook> hooks = new ConcurrentHashMap<>();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();
  private final boolean anyClass;

  /** Finds what all required annotations have in common, so that most classes are read once. */
  private final @Nullable AnnotationScan anyAnnotation;

  private final Supertypes supertypes;
  private final Consumer<RegisteredHook> register;
  private final WeaveLog log;

  /**
   * Collects the selections of {@code modules}.
   *
   * @param supertypes creates the search for the supertypes of these internal names
   * @param register makes a hook available to woven classes
   */
  public Selections(
      Collection<LoadedModule> modules,
      Function<Set<String>, Supertypes> supertypes,
      Consumer<RegisteredHook> register,
      WeaveLog log) {
    for (LoadedModule module : modules) {
      for (MethodSelection described : module.selections()) {
        Selection selection = new Selection(module, described);
        selections.add(selection);
        switch (selection.kind()) {
          case EXACT -> exact.add(selection.internalName());
          case SUBTYPES -> roots.add(selection.internalName());
          case PATTERN, ANNOTATED -> {} // found when their classes load
        }
      }
    }
    this.anyClass = selections.stream().anyMatch(selection -> selection.kind() != Kind.EXACT);
    this.anyAnnotation = commonScan();
    this.supertypes = supertypes.apply(roots);
    this.register = register;
    this.log = log;
  }

  private @Nullable AnnotationScan commonScan() {
    String common = null;
    for (Selection selection : selections) {
      for (String annotation : selection.requiredAnnotations()) {
        int length = 0;
        String before = common == null ? annotation : common;
        while (length < Math.min(before.length(), annotation.length())
            && before.charAt(length) == annotation.charAt(length)) {
          length++;
        }
        common = annotation.substring(0, length);
      }
    }
    return common == null || common.isEmpty() ? null : AnnotationScan.startingWith(common);
  }

  /** Returns the internal names of classes that are selected by name. */
  public Set<String> exactNames() {
    return exact;
  }

  /** Returns how many methods each selection has found. */
  public List<SelectionMatches> matches() {
    return selections.stream().map(Selection::matches).toList();
  }

  /** Returns the hooks for a class that is loading or being redefined. */
  public List<RegisteredHook> in(
      @Nullable ClassLoader loader, String internalName, byte[] classFile) {
    if (!exact.contains(internalName)
        && (!anyClass || !isOfApplication(loader) || LibraryClasses.isGenerated(internalName))) {
      return List.of();
    }
    String name = internalName.replace('/', '.');
    boolean annotated = anyAnnotation == null || anyAnnotation.finds(classFile);
    List<Selection> candidates = new ArrayList<>();
    for (Selection selection : selections) {
      if ((annotated || selection.requiredAnnotations().isEmpty())
          && (selection.kind() == Kind.EXACT || isOfApplication(loader))
          && selection.mayBeIn(name, classFile)
          && isBelow(selection, internalName, classFile, loader)) {
        candidates.add(selection);
      }
    }
    return candidates.isEmpty() ? List.of() : in(name, ClassReading.of(classFile), candidates);
  }

  private boolean isBelow(
      Selection selection, String internalName, byte[] classFile, @Nullable ClassLoader loader) {
    return selection.kind() != Kind.SUBTYPES
        || (loader != null
            && supertypes
                .rootsOf(internalName, classFile, loader)
                .contains(selection.internalName()));
  }

  private static boolean isOfApplication(@Nullable ClassLoader loader) {
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }

  private List<RegisteredHook> in(String className, ClassReading type, List<Selection> candidates) {
    List<RegisteredHook> found = new ArrayList<>();
    Set<Selection> used = new HashSet<>();
    for (ClassReading.Method method : type.methods()) {
      for (Selection selection : candidates) {
        MethodSelector selector = selection.selectorOf(type, method);
        if (selector == null || !canBeHooked(className, method)) {
          continue;
        }
        used.add(selection);
        selection.found(className, method);
        found.add(hook(selection, selector, className, method));
        break;
      }
    }
    for (Selection selection : candidates) {
      if (!used.contains(selection) && selection.kind() == Kind.EXACT) {
        reportMissing(selection, className, type);
      }
    }
    return found;
  }

  private boolean canBeHooked(String className, ClassReading.Method method) {
    if (method.isWritten() && method.parameterTypes().contains(SUSPENDED)) {
      warnOnce(
          "%s.%s is not traced: suspending functions of Kotlin are not supported"
              .formatted(className, method.name()));
      return false;
    }
    return method.isWritten();
  }

  private RegisteredHook hook(
      Selection selection, MethodSelector selector, String className, ClassReading.Method method) {
    MethodSelection described = selection.described();
    String label =
        new SelectedMethod(
                described.label(),
                className,
                method.name(),
                method.parameterNames(),
                method.parameterTypes(),
                method.returnType(),
                method.is(Opcodes.ACC_STATIC),
                method.annotations(),
                method.values(selector.annotation()))
            .format();
    HookPoint point =
        HookPoint.inClass(className)
            .method(method.name(), method.parameterTypes().toArray(new String[0]))
            .returning(method.returnType())
            .label(label)
            .hook(
                described
                    .hooksByReturnType()
                    .getOrDefault(method.returnType(), described.hookClass()));
    return hooks.computeIfAbsent(label, any -> registered(selection.module(), point));
  }

  private RegisteredHook registered(LoadedModule module, HookPoint point) {
    RegisteredHook hook =
        new RegisteredHook(module.name() + "-selected-" + numbers.getAndIncrement(), module, point);
    register.accept(hook);
    return hook;
  }

  private void reportMissing(Selection selection, String className, ClassReading type) {
    String wanted =
        selection.described().methods().stream()
            .map(MethodSelector::name)
            .collect(Collectors.joining("|"));
    if (type.isInterface()) {
      warnOnce(
          "%s[%s] matches nothing: it is an interface; write %s+[%s] for its implementations"
              .formatted(className, wanted, className, wanted));
      return;
    }
    String declared =
        type.methods().stream()
            .filter(ClassReading.Method::isWritten)
            .map(ClassReading.Method::name)
            .distinct()
            .limit(10)
            .collect(Collectors.joining(", "));
    warnOnce(
        "%s[%s] matches nothing: the class declares %s%s"
            .formatted(
                className,
                wanted,
                declared.isEmpty() ? "no methods" : declared,
                type.superName().startsWith("java.")
                    ? ""
                    : "; the rest is inherited from " + type.superName()));
  }

  private void warnOnce(String line) {
    if (reported.add(line)) {
      log.warn(line);
    }
  }

  /**
   * Returns whether a class that is already loaded has to be woven again for a selection other than
   * by name.
   */
  public boolean selects(Class<?> loaded) {
    ClassLoader loader = loaded.getClassLoader();
    if (!anyClass
        || !isOfApplication(loader)
        || loaded.isArray()
        || loaded.isHidden()
        || loaded.isPrimitive()) {
      return false;
    }
    String internalName = loaded.getName().replace('.', '/');
    try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
      return in != null && !in(loader, internalName, in.readAllBytes()).isEmpty();
    } catch (IOException | RuntimeException | LinkageError unreadable) {
      return false;
    }
  }
}
