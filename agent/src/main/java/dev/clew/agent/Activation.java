// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent proper, once: creates the agent class loader and connects the weaver to the gate
 * and the linker to the dispatcher.
 */
final class Activation {
  private static final String RUNTIME = "dev.clew.agent.runtime.AgentRuntime";

  private final JarFile jar;
  private final @Nullable String arguments;
  private final Properties file;
  private final boolean annotations;
  private final Instrumentation instrumentation;
  private boolean started;
  private @Nullable ClassFileTransformer weaver;
  private @Nullable Runnable retransformLoaded;
  private volatile Set<String> hookedClasses = Set.of();
  private volatile @Nullable Predicate<Class<?>> selected;

  /**
   * Prepares the start.
   *
   * @param annotations whether classes may have Clew's annotations
   */
  Activation(
      JarFile jar,
      @Nullable String arguments,
      Properties file,
      boolean annotations,
      Instrumentation instrumentation) {
    this.annotations = annotations;
    this.jar = jar;
    this.arguments = arguments;
    this.file = file;
    this.instrumentation = instrumentation;
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
                      "start", String.class, Properties.class, boolean.class, Instrumentation.class)
                  .invoke(null, arguments, file, annotations, instrumentation);
      @SuppressWarnings("unchecked") // the contract of AgentRuntime.start
      Set<String> names = (Set<String>) parts[2];
      hookedClasses = names;
      retransformLoaded = (Runnable) parts[3];
      @SuppressWarnings("unchecked") // the contract of AgentRuntime.start
      Predicate<Class<?>> selects = (Predicate<Class<?>>) parts[4];
      selected = selects;
      Dispatcher.connect((MethodHandle) parts[1]);
      weaver = (ClassFileTransformer) parts[0];
    } catch (Throwable failure) {
      StandardError.print("disabled: could not start: " + StandardError.describe(failure));
    }
    return weaver;
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
