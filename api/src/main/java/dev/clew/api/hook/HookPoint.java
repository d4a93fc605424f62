// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the methods a hook is woven into. Plain data, so that a module's hook points can be
 * listed without loading the library.
 *
 * @param className binary name of the class or interface that declares the method
 * @param implementations whether classes that implement or extend {@code className} are woven too;
 *     for interfaces that applications implement. Abstract methods are never woven.
 * @param companion binary name of a class that is always loaded before the method is first called,
 *     usually one of its parameter types; only with {@code implementations}
 * @param methodName name of the method, or {@link #CONSTRUCTOR}
 * @param parameterTypes erased parameter type names, {@link #ANY} matching any one type; null
 *     matches every method of that name
 * @param returnType erased return type name, or null for any
 * @param replacesArguments whether the hook may replace arguments
 * @param answers whether the hook may stand in for the method, see {@link Call#answer(Callable)};
 *     not for constructors
 * @param optional whether some supported versions of the library lack the class or method
 * @param afterFirstUse whether the class is woven only after the first call of a hook that lacks
 *     this flag
 * @param onDemand whether a class is woven only when a hook requests it through {@link
 *     WeavingOnDemand}
 * @param label tells a hook class which of its hook points was reached, see {@link Call#label};
 *     null if it does not matter
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
    boolean answers,
    boolean optional,
    boolean afterFirstUse,
    boolean onDemand,
    @Nullable String label,
    String hookClass) {

  public HookPoint {
    Objects.requireNonNull(className, "the class name of a hook point is null");
    Objects.requireNonNull(methodName, "the method name of a hook point is null");
    Objects.requireNonNull(hookClass, "the hook class of a hook point is null");
    if (answers && methodName.equals(CONSTRUCTOR)) {
      throw new IllegalArgumentException(className + ": no hook can answer for a constructor");
    }
  }

  /** Matches any one parameter type. */
  public static final String ANY = "*";

  /** The method name of constructors. */
  public static final String CONSTRUCTOR = "<init>";

  /** Starts a hook point in exactly the class {@code className}. */
  public static Builder inClass(String className) {
    return new Builder(className, false, null, false);
  }

  /**
   * Starts a hook point in {@code className} and in every subtype that declares the method itself.
   *
   * @param companion see {@link HookPoint#companion}
   */
  public static Builder inImplementations(String className, String companion) {
    return new Builder(className, true, companion, false);
  }

  /**
   * Starts a hook point in those subtypes of {@code className} that a hook requests: for libraries
   * with hundreds of subtypes of which few matter.
   *
   * @see WeavingOnDemand
   */
  public static Builder onDemand(String className) {
    return new Builder(className, true, null, true);
  }

  /** Builds a hook point. */
  public static final class Builder {
    private final String className;
    private final boolean implementations;
    private final @Nullable String companion;
    private final boolean onDemand;
    private @Nullable String methodName;
    private @Nullable List<String> parameterTypes;
    private @Nullable String returnType;
    private boolean replacesArguments;
    private boolean answers;
    private boolean optional;
    private boolean afterFirstUse;
    private @Nullable String label;

    private Builder(
        String className, boolean implementations, @Nullable String companion, boolean onDemand) {
      this.className = className;
      this.implementations = implementations;
      this.companion = companion;
      this.onDemand = onDemand;
    }

    /** Hooks every method named {@code name}. */
    public Builder method(String name) {
      this.methodName = name;
      return this;
    }

    /** Hooks the method named {@code name} with these erased parameter types. */
    public Builder method(String name, String... parameterTypes) {
      this.methodName = name;
      this.parameterTypes = List.of(parameterTypes);
      return this;
    }

    /** Hooks every constructor; the hook's {@code enter} runs after the constructor returned. */
    public Builder constructor() {
      this.methodName = CONSTRUCTOR;
      return this;
    }

    /** Restricts the hook point to methods with this erased return type. */
    public Builder returning(String returnType) {
      this.returnType = returnType;
      return this;
    }

    /** Lets the hook replace arguments, at a small cost per call. */
    public Builder replacingArguments() {
      this.replacesArguments = true;
      return this;
    }

    /**
     * Lets the hook stand in for the method, see {@link Call#answer(Callable)}. Such hooks are the
     * innermost of a method, so that others see an answer as they see a real result. Belongs in
     * modules that {@linkplain InstrumentationModule#steers steer}.
     */
    public Builder answering() {
      this.answers = true;
      return this;
    }

    /** Marks the class or method as missing in some supported versions of the library. */
    public Builder optional() {
      this.optional = true;
      return this;
    }

    /**
     * Delays weaving until the first call of a hook without this flag: for JDK classes, which every
     * application loads but which matter only once a library is in use.
     */
    public Builder afterFirstUse() {
      this.afterFirstUse = true;
      return this;
    }

    /**
     * Passes a label to the hook at each call, so that one class can serve, for example, a method
     * and its streaming counterpart.
     */
    public Builder label(@Nullable String label) {
      this.label = label;
      return this;
    }

    /** Completes the hook point with the name of its hook class. */
    public HookPoint hook(String hookClass) {
      return new HookPoint(
          className,
          implementations,
          companion,
          Objects.requireNonNull(methodName, "method(..) or constructor() is missing"),
          parameterTypes,
          returnType,
          replacesArguments,
          answers,
          optional,
          afterFirstUse,
          onDemand,
          label,
          hookClass);
    }
  }
}
