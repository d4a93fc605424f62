// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a hook sits: a class by its exact name, a method by its shape. Data only, so that the list
 * of a module's hook points loads without the library.
 *
 * @param className binary name of the class or interface that declares the method
 * @param implementations whether classes that implement or extend {@code className} are woven too;
 *     for interfaces that applications implement themselves. Abstract methods are never woven.
 * @param companion binary name of a class that cannot but load before the method is first called,
 *     usually one of its parameter types; only with {@code implementations}
 * @param methodName name of the method, or {@link #CONSTRUCTOR}
 * @param parameterTypes erased parameter type names, {@link #ANY} for any one type; null for every
 *     method of the name
 * @param returnType erased return type name, or null for any
 * @param replacesArguments whether the hook may replace arguments
 * @param optional whether the library need not have the class or method in every version
 * @param whenInUse whether the class is woven only once a hook without this is called
 * @param onDemand whether only those classes are woven that a hook asks for with {@link
 *     WeavingOnDemand}
 * @param label tells one hook class which of its points was reached, see {@link Call#label}; null
 *     if it need not know
 * @param hookClass binary name of the {@link Hook}
 */
public record HookPoint(
    String className,
    boolean implementations,
    @Nullable String companion,
    String methodName,
    @Nullable List<String> parameterTypes,
    @Nullable String returnType,
    boolean replacesArguments,
    boolean optional,
    boolean whenInUse,
    boolean onDemand,
    @Nullable String label,
    String hookClass) {

  public HookPoint {
    Objects.requireNonNull(className, "the class name of a hook point is null");
    Objects.requireNonNull(methodName, "the method name of a hook point is null");
    Objects.requireNonNull(hookClass, "the hook class of a hook point is null");
  }

  /** Stands for any one parameter type. */
  public static final String ANY = "*";

  /** The name under which constructors are hooked. */
  public static final String CONSTRUCTOR = "<init>";

  /** Starts the description of a hook point in exactly the class {@code className}. */
  public static Builder inClass(String className) {
    return new Builder(className, false, null, false);
  }

  /**
   * Starts the description of a hook point in {@code className} and in every class below it that
   * declares the method itself.
   *
   * @param companion see {@link HookPoint#companion}
   */
  public static Builder inImplementations(String className, String companion) {
    return new Builder(className, true, companion, false);
  }

  /**
   * Starts the description of a hook point in those classes below {@code className} that a hook
   * asks for: where a library has hundreds of them, and few matter.
   *
   * @see WeavingOnDemand
   */
  public static Builder onDemand(String className) {
    return new Builder(className, true, null, true);
  }

  /** Collects the parts of a hook point. */
  public static final class Builder {
    private final String className;
    private final boolean implementations;
    private final @Nullable String companion;
    private final boolean onDemand;
    private @Nullable String methodName;
    private @Nullable List<String> parameterTypes;
    private @Nullable String returnType;
    private boolean replacesArguments;
    private boolean optional;
    private boolean whenInUse;
    private @Nullable String label;

    private Builder(
        String className, boolean implementations, @Nullable String companion, boolean onDemand) {
      this.className = className;
      this.implementations = implementations;
      this.companion = companion;
      this.onDemand = onDemand;
    }

    /** Hooks every method called {@code name}. */
    public Builder method(String name) {
      this.methodName = name;
      return this;
    }

    /** Hooks the method called {@code name} with these erased parameter types. */
    public Builder method(String name, String... parameterTypes) {
      this.methodName = name;
      this.parameterTypes = List.of(parameterTypes);
      return this;
    }

    /** Hooks every constructor; the hook's {@code enter} runs after it returned. */
    public Builder constructor() {
      this.methodName = CONSTRUCTOR;
      return this;
    }

    /** Narrows to methods with this erased return type. */
    public Builder returning(String returnType) {
      this.returnType = returnType;
      return this;
    }

    /** Lets the hook replace arguments; costs a little at each call. */
    public Builder replacingArguments() {
      this.replacesArguments = true;
      return this;
    }

    /** Says that some supported versions of the library lack this class or method. */
    public Builder optional() {
      this.optional = true;
      return this;
    }

    /**
     * Leaves the class as it is until the first call of a hook without this: for classes of the
     * JDK, which every application loads, and which matter only where a library is in use.
     */
    public Builder whenInUse() {
      this.whenInUse = true;
      return this;
    }

    /**
     * Tells the hook at each call that it was reached here: so that one class serves, for example,
     * a method and its streaming counterpart.
     */
    public Builder label(@Nullable String label) {
      this.label = label;
      return this;
    }

    /** Completes the hook point with the hook's class. */
    public HookPoint hook(String hookClass) {
      return new HookPoint(
          className,
          implementations,
          companion,
          Objects.requireNonNull(methodName, "method(..) or constructor() is missing"),
          parameterTypes,
          returnType,
          replacesArguments,
          optional,
          whenInUse,
          onDemand,
          label,
          hookClass);
    }
  }
}
