// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Methods that a module hooks because of what their class files say: the name matches a pattern,
 * the class has a supertype, or something has an annotation. For methods of the application that a
 * user names; the methods of a library are {@linkplain HookPoint hook points}.
 *
 * <p>Among several selections of one module, the first that selects a method hooks it.
 *
 * @param classes the classes to look at
 * @param methods the methods to hook in them; one that matches suffices
 * @param label passed to the hook as part of a {@link SelectedMethod}
 * @param hookClass binary name of the {@link Hook}
 * @param hooksByReturnType other hook classes for methods that return these types
 */
public record MethodSelection(
    ClassSelector classes,
    List<MethodSelector> methods,
    String label,
    String hookClass,
    Map<String, String> hooksByReturnType) {

  public MethodSelection {
    Objects.requireNonNull(classes, "the classes of a selection are null");
    Objects.requireNonNull(label, "the label of a selection is null");
    Objects.requireNonNull(hookClass, "the hook class of a selection is null");
    methods = List.copyOf(methods);
    hooksByReturnType = Map.copyOf(hooksByReturnType);
  }

  /** How classes are selected. */
  public enum Kind {
    /** The class of this name; the only kind that selects classes of the JDK. */
    EXACT,
    /** The class or interface of this name and its subtypes. */
    SUBTYPES,
    /** Classes whose names match; a star stands for any characters. */
    PATTERN,
    /** Classes that have the annotation of this name. */
    ANNOTATED
  }

  /**
   * Selects classes.
   *
   * @param name binary name of the class, supertype or annotation, or the pattern
   */
  public record ClassSelector(Kind kind, String name) {
    public ClassSelector {
      Objects.requireNonNull(kind, "the kind of a class selector is null");
      Objects.requireNonNull(name, "the name of a class selector is null");
    }
  }

  /**
   * Selects methods of a selected class.
   *
   * @param name a pattern, in which a star stands for any characters
   * @param annotation binary name of an annotation that the method must have, or null
   * @param parameterTypes erased parameter type names, or null for any
   */
  public record MethodSelector(
      String name, @Nullable String annotation, @Nullable List<String> parameterTypes) {
    public MethodSelector {
      Objects.requireNonNull(name, "the name of a method selector is null");
    }
  }
}
