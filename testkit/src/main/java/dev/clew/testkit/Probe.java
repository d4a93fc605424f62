// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static net.bytebuddy.matcher.ElementMatchers.isFinalizer;
import static net.bytebuddy.matcher.ElementMatchers.isVirtual;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import org.jspecify.annotations.Nullable;
import org.objenesis.Objenesis;
import org.objenesis.ObjenesisStd;

/**
 * Simulates application objects that implement or extend a library's types: a generated class
 * overrides every overridable method and records calls made by Clew.
 *
 * <pre>{@code
 * client.send(Probe.like(request));
 *
 * assertThat(Probe.calls()).isEmpty();
 * }</pre>
 *
 * <p>A call counts as Clew's if one of Clew's classes is closer on the stack than the test. Calls
 * that the library would also make without Clew, and that only pass through one of Clew's classes,
 * are declared with {@link #passesOn}.
 */
public final class Probe {
  /** Methods that the export thread may call on what it renders. */
  private static final Set<String> FOR_EXPORT =
      Set.of("toString", "getMessage", "getLocalizedMessage", "getCause");

  /** The beginning of the generated classes' names. */
  private static final String GENERATED = "app.probe";

  private static final Set<String> PASS_ON = ConcurrentHashMap.newKeySet();
  private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();
  private static final ConcurrentMap<Class<?>, Class<?>> CLASSES = new ConcurrentHashMap<>();
  private static final Objenesis WITHOUT_CONSTRUCTOR = new ObjenesisStd();

  /** Beyond it, the default methods of an interface call each other in a circle. */
  private static final int NESTED_CALLS = 16;

  private static final ThreadLocal<Integer> NESTED = ThreadLocal.withInitial(() -> 0);
  private static volatile Function<Type, @Nullable Object> answers = Probe::nothing;
  private static volatile boolean exporting;

  private Probe() {}

  /**
   * Declares methods that delegate to the application's object on behalf of the library.
   *
   * @param frames simple name of the class, dot, beginning of the method's name
   */
  public static void passesOn(String... frames) {
    PASS_ON.addAll(Set.of(frames));
  }

  /** From now on, abstract methods return what {@code made} returns for their return type. */
  public static void answerWith(Function<Type, @Nullable Object> made) {
    answers = made;
  }

  /** Runs {@code rendering} as the export thread would. */
  public static void export(Runnable rendering) {
    exporting = true;
    try {
      rendering.run();
    } finally {
      exporting = false;
    }
  }

  /** Returns Clew's calls since the last call of this method. */
  public static List<String> calls() {
    List<String> calls = List.copyOf(CALLS);
    CALLS.clear();
    return calls;
  }

  /**
   * Returns an instance of a generated subclass of {@code prototype}'s class, with the same state.
   */
  @SuppressWarnings("unchecked")
  public static <T> T like(T prototype) {
    Class<?> type = prototype.getClass();
    if (Modifier.isFinal(type.getModifiers())
        || !Modifier.isPublic(type.getModifiers())
        || type.getName().startsWith(GENERATED + ".")) {
      return prototype; // nothing can be overridden, or everything is
    }
    Object copy = allocate(CLASSES.computeIfAbsent(type, Probe::generate));
    for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
      copyFields(each, prototype, copy);
    }
    return (T) copy;
  }

  /** Returns an implementation of an interface or abstract class that returns sample values. */
  public static <T> T implementing(Class<T> type) {
    return type.cast(allocate(CLASSES.computeIfAbsent(type, Probe::generate)));
  }

  /** Receives the calls of all generated methods. */
  public static final class Recorder {
    private Recorder() {}

    /**
     * Records the caller and continues with the original method. An application overrides at least
     * one of the default methods that call each other: here it is the one called too deep.
     */
    @RuntimeType
    public static @Nullable Object called(
        @Origin Method method, @SuperCall(nullIfImpossible = true) @Nullable Callable<?> original)
        throws Exception {
      note(method.getDeclaringClass().getSimpleName(), method.getName());
      int nested = NESTED.get();
      if (original != null && nested < NESTED_CALLS) {
        NESTED.set(nested + 1);
        try {
          return original.call();
        } finally {
          NESTED.set(nested);
        }
      }
      return method.getReturnType() == void.class
          ? null
          : answers.apply(method.getGenericReturnType());
    }
  }

  /** Records a call of a method, for classes written by tests. */
  public static void note(String type, String method) {
    String caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames
                        .dropWhile(frame -> isOfProbe(frame.getDeclaringClass()))
                        .skip(1) // the called object itself
                        .map(Probe::clewFrame)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""));
    if (!caller.isEmpty() && !(exporting && FOR_EXPORT.contains(method))) {
      CALLS.add(type + "." + method + " by " + caller);
    }
  }

  /** Classifies a frame: Clew's by its name, a test's as empty, null for anything in between. */
  private static @Nullable String clewFrame(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    if (!type.getName().startsWith("dev.clew.") || isOfProbe(type)) {
      return null;
    }
    if (isOfTest(type)) {
      return ""; // the test is closest, so whoever called, it is not Clew
    }
    String where = type.getSimpleName() + "." + frame.getMethodName();
    return PASS_ON.stream().anyMatch(where::startsWith) ? null : where;
  }

  /** Hooks are defined by their own class loaders, without a code source. */
  private static boolean isOfTest(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return type.getName().startsWith("dev.clew.testkit.")
        || (source != null
            && source.getLocation() != null
            && source.getLocation().getPath().endsWith("/test-classes/"));
  }

  private static boolean isOfProbe(Class<?> type) {
    return type == Probe.class || type == Recorder.class;
  }

  private static @Nullable Object nothing(Type type) {
    return type instanceof Class<?> primitive && primitive.isPrimitive()
        ? Array.get(Array.newInstance(primitive, 1), 0)
        : null;
  }

  private static Class<?> generate(Class<?> type) {
    return new ByteBuddy()
        .with(new NamingStrategy.PrefixingRandom(GENERATED))
        .subclass(type, ConstructorStrategy.Default.NO_CONSTRUCTORS)
        .method(isVirtual().and(not(isFinalizer())))
        .intercept(MethodDelegation.to(Recorder.class))
        .make()
        .load(Probe.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded();
  }

  private static Object allocate(Class<?> type) {
    return WITHOUT_CONSTRUCTOR.newInstance(type);
  }

  private static void copyFields(Class<?> type, Object from, Object to) {
    try {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          field.set(to, field.get(from));
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
