// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.asked;

import static net.bytebuddy.matcher.ElementMatchers.isFinalizer;
import static net.bytebuddy.matcher.ElementMatchers.isVirtual;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import org.jspecify.annotations.Nullable;

/**
 * Objects of an application that extends the library: a generated class overrides everything that
 * can be overridden and notes who calls it.
 */
public final class Probe {
  /** What stands before the application's object and calls it because the library does. */
  private static final Set<String> PASS_ON =
      Set.of(
          "ListeningHandler.invoke",
          "ListeningTextHandler.pass",
          "TracedRetriever.retrieve",
          "Ending.accept");

  /** What the export thread may ask of what it shows. */
  private static final Set<String> FOR_EXPORT =
      Set.of("toString", "getMessage", "getLocalizedMessage", "getCause");

  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static final ConcurrentMap<Class<?>, Class<?>> CLASSES = new ConcurrentHashMap<>();
  private static final sun.misc.Unsafe UNSAFE = unsafe();
  private static volatile boolean exporting;

  private Probe() {}

  /** Runs {@code rendering} as the export thread would. */
  static void export(Runnable rendering) {
    exporting = true;
    try {
      rendering.run();
    } finally {
      exporting = false;
    }
  }

  /** Returns what Clew has asked since the last call. */
  static List<String> asked() {
    List<String> asked = List.copyOf(ASKED);
    ASKED.clear();
    return asked;
  }

  /** Returns an object of a subclass of that of {@code prototype}, in the same state. */
  @SuppressWarnings("unchecked")
  static <T> T like(T prototype) {
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
  static <T> T implementing(Class<T> type) {
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
      note(method);
      return original != null ? original.call() : answer(method.getGenericReturnType());
    }

    private static @Nullable Object answer(Type type) {
      return type == void.class ? null : Samples.of(type);
    }
  }

  private static void note(Method method) {
    String asking =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(frames -> frames.map(Probe::ours).filter(Probe::isStop).findFirst().orElse(""));
    if (!asking.isEmpty() && !(exporting && FOR_EXPORT.contains(method.getName()))) {
      ASKED.add(
          method.getDeclaringClass().getSimpleName() + "." + method.getName() + " by " + asking);
    }
  }

  /** Returns what a frame is: of Clew its name, of a test nothing, null for what lies between. */
  private static @Nullable String ours(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    String name = type.getName();
    if (!name.startsWith("dev.clew.instrumentation.") && !name.startsWith("dev.clew.core.")) {
      return null;
    }
    if (name.startsWith(Probe.class.getPackageName() + ".")) {
      return type == Probe.class || type == Recorder.class || type == Samples.class ? null : "";
    }
    String where = type.getSimpleName() + "." + frame.getMethodName();
    return PASS_ON.stream().anyMatch(where::startsWith)
            || where.startsWith("ListeningTextHandler.lambda")
        ? null
        : where;
  }

  private static boolean isStop(@Nullable String frame) {
    return frame != null;
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
    try {
      return UNSAFE.allocateInstance(type);
    } catch (InstantiationException e) {
      throw new IllegalArgumentException(e);
    }
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

  private static sun.misc.Unsafe unsafe() {
    try {
      Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (sun.misc.Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
