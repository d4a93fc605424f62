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
 * Objects of an application that implements or extends what a library has: a generated class
 * overrides everything that can be overridden and notes when it is Clew that calls.
 *
 * <pre>{@code
 * client.send(Probe.like(request));
 *
 * assertThat(Probe.asked()).isEmpty();
 * }</pre>
 *
 * <p>A call is Clew's if a class of Clew's own stands nearer to it on the stack than the test does.
 * Only calls that the library would make without Clew as well, and that merely pass through one of
 * Clew's classes, are named with {@link #passesOn}.
 */
public final class Probe {
  /** What the export thread may ask of what it shows. */
  private static final Set<String> FOR_EXPORT =
      Set.of("toString", "getMessage", "getLocalizedMessage", "getCause");

  private static final Set<String> PASS_ON = ConcurrentHashMap.newKeySet();
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static final ConcurrentMap<Class<?>, Class<?>> CLASSES = new ConcurrentHashMap<>();
  private static final Objenesis WITHOUT_CONSTRUCTOR = new ObjenesisStd();
  private static volatile Function<Type, @Nullable Object> answers = Probe::nothing;
  private static volatile boolean exporting;

  private Probe() {}

  /**
   * Names methods that stand before the application's object and call it because the library does.
   *
   * @param frames simple name of the class, dot, beginning of the method's name
   */
  public static void passesOn(String... frames) {
    PASS_ON.addAll(Set.of(frames));
  }

  /** From here on, methods without a body answer as {@code made} says for what they return. */
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

  /** Returns what Clew has asked since the last call. */
  public static List<String> asked() {
    List<String> asked = List.copyOf(ASKED);
    ASKED.clear();
    return asked;
  }

  /** Returns an object of a subclass of that of {@code prototype}, in the same state. */
  @SuppressWarnings("unchecked")
  public static <T> T like(T prototype) {
    Class<?> type = prototype.getClass();
    if (Modifier.isFinal(type.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
      return prototype; // nobody can override anything
    }
    Object copy = allocate(CLASSES.computeIfAbsent(type, Probe::generate));
    for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
      copyFields(each, prototype, copy);
    }
    return (T) copy;
  }

  /** Returns an implementation of an interface or abstract class that answers with samples. */
  public static <T> T implementing(Class<T> type) {
    return type.cast(allocate(CLASSES.computeIfAbsent(type, Probe::generate)));
  }

  /** Where the calls of all generated methods go. */
  public static final class Recorder {
    private Recorder() {}

    /** Notes the caller and goes on with what the method does without us. */
    @RuntimeType
    public static @Nullable Object called(
        @Origin Method method, @SuperCall(nullIfImpossible = true) @Nullable Callable<?> original)
        throws Exception {
      note(method.getDeclaringClass().getSimpleName(), method.getName());
      if (original != null) {
        return original.call();
      }
      return method.getReturnType() == void.class
          ? null
          : answers.apply(method.getGenericReturnType());
    }
  }

  /** Notes a call of a method, for classes that a test has written itself. */
  public static void note(String type, String method) {
    String asking =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames
                        .dropWhile(frame -> isOfProbe(frame.getDeclaringClass()))
                        .skip(1) // the object that is asked
                        .map(Probe::ours)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""));
    if (!asking.isEmpty() && !(exporting && FOR_EXPORT.contains(method))) {
      ASKED.add(type + "." + method + " by " + asking);
    }
  }

  /** Returns what a frame is: of Clew its name, of a test nothing, null for what lies between. */
  private static @Nullable String ours(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    if (!type.getName().startsWith("dev.clew.") || isOfProbe(type)) {
      return null;
    }
    if (isOfTest(type)) {
      return ""; // the nearest is the test: whatever called, it is not Clew
    }
    String where = type.getSimpleName() + "." + frame.getMethodName();
    return PASS_ON.stream().anyMatch(where::startsWith) ? null : where;
  }

  /** Hooks are defined by loaders of their own, without a source. */
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
        .with(new NamingStrategy.PrefixingRandom("app.probe"))
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
