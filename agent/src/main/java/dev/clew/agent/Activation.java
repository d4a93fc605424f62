// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent proper, once: creates the agent class loader and connects the weaver to the gate
 * and the linker to the dispatcher.
 */
final class Activation {
  private static final String RUNTIME = "dev.clew.agent.runtime.AgentRuntime";
  private static final String IDLE_DOCTOR = "dev.clew.agent.runtime.IdleDoctor";

  private final JarFile jar;
  private final @Nullable String arguments;
  private final Properties file;
  private final boolean annotations;
  private final Instrumentation instrumentation;
  private final boolean attached;
  private final long since = System.currentTimeMillis();
  private volatile List<String> loadedBefore = List.of();
  private boolean required;
  private boolean started;
  private @Nullable String failure;
  private @Nullable BiFunction<String, @Nullable Object, @Nullable Object> agent;
  private @Nullable ClassFileTransformer weaver;
  private @Nullable Runnable retransformLoaded;
  private volatile Set<String> hookedClasses = Set.of();
  private volatile @Nullable Predicate<Class<?>> selected;

  /**
   * Prepares the start.
   *
   * @param annotations whether classes may have Clew's annotations
   * @param attached whether the JVM was already running
   */
  Activation(
      JarFile jar,
      @Nullable String arguments,
      Properties file,
      boolean annotations,
      Instrumentation instrumentation,
      boolean attached) {
    this.annotations = annotations;
    this.attached = attached;
    this.jar = jar;
    this.arguments = arguments;
    this.file = file;
    this.instrumentation = instrumentation;
  }

  /**
   * Says that the application must not run without the agent.
   *
   * @return null, or why the agent cannot start
   */
  synchronized @Nullable String require() {
    required = true;
    return weaver() == null ? failure : null;
  }

  boolean hooks(String internalName) {
    return hookedClasses.contains(internalName);
  }

  /** Returns whether a loaded class has to be woven for another reason than its name. */
  boolean selects(Class<?> loaded) {
    Predicate<Class<?>> selection = selected;
    return selection != null && selection.test(loaded);
  }

  /** Returns the weaver, or null if it failed to start or this thread is still starting it. */
  synchronized @Nullable ClassFileTransformer weaver() {
    if (started) {
      return weaver;
    }
    started = true;
    try {
      ClassLoader loader = new AgentClassLoader(jar);
      Object[] parts =
          (Object[])
              loader
                  .loadClass(RUNTIME)
                  .getMethod(
                      "start",
                      String.class,
                      Properties.class,
                      boolean.class,
                      boolean.class,
                      Instrumentation.class)
                  .invoke(null, arguments, file, annotations, attached, instrumentation);
      @SuppressWarnings("unchecked") // the contract of AgentRuntime.start
      Set<String> names = (Set<String>) parts[2];
      hookedClasses = names;
      retransformLoaded = (Runnable) parts[3];
      @SuppressWarnings("unchecked") // the contract of AgentRuntime.start
      Predicate<Class<?>> selects = (Predicate<Class<?>>) parts[4];
      selected = selects;
      Dispatcher.connect((MethodHandle) parts[1]);
      @SuppressWarnings("unchecked") // likewise
      BiFunction<String, @Nullable Object, @Nullable Object> running =
          (BiFunction<String, @Nullable Object, @Nullable Object>) parts[5];
      agent = running;
      Object unused = running.apply("facts", (Supplier<Map<String, Object>>) this::facts);
      weaver = (ClassFileTransformer) parts[0];
    } catch (Throwable thrown) {
      failure = StandardError.describe(thrown);
      if (!required) {
        StandardError.print("disabled: could not start: " + failure);
      }
    }
    return weaver;
  }

  /** Returns the agent proper, as {@code RunningAgent} describes; null while it is not needed. */
  synchronized @Nullable BiFunction<String, @Nullable Object, @Nullable Object> agent() {
    return agent;
  }

  /** Records the hooked classes that were loaded before Clew. */
  void loadedBefore(List<String> names) {
    loadedBefore = names;
  }

  /** Returns what the doctor cannot know in the agent's class loader. */
  synchronized Map<String, Object> facts() {
    Map<String, Object> facts = new HashMap<>();
    facts.put("attached", attached);
    facts.put("since", since);
    facts.put("active", agent != null);
    facts.put("loadedBefore", loadedBefore);
    facts.put("copies", Attachment.copies());
    if (failure != null) {
      facts.put("failure", failure);
    }
    return facts;
  }

  /** Returns the doctor's page, without starting the agent. */
  String page(boolean json) throws ReflectiveOperationException {
    BiFunction<String, @Nullable Object, @Nullable Object> running = agent();
    return running == null
        ? idlePage(jar, arguments, file, instrumentation, facts(), json)
        : String.valueOf(running.apply(json ? "json" : "text", null));
  }

  /** Returns the page of a JVM in which the agent has not started, from a loader of its own. */
  static String idlePage(
      JarFile jar,
      @Nullable String arguments,
      Properties file,
      Instrumentation instrumentation,
      Map<String, Object> facts,
      boolean json)
      throws ReflectiveOperationException {
    return String.valueOf(
        new AgentClassLoader(jar)
            .loadClass(IDLE_DOCTOR)
            .getMethod(
                "page",
                String.class,
                Properties.class,
                Instrumentation.class,
                Map.class,
                boolean.class)
            .invoke(null, arguments, file, instrumentation, facts, json));
  }

  /**
   * Called once the gate forwards classes to the weaver. Classes loaded earlier that belong to
   * modules which do not start Clew are woven now. This needs a separate thread, because the
   * current one may be inside a transformer, where the JVM calls no other transformer.
   */
  synchronized void opened() {
    Runnable task = retransformLoaded;
    if (task != null) {
      retransformLoaded = null;
      Thread thread = new Thread(task, "clew-weave");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
