// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent proper, once: opens the agent class loader and joins its two ends, the weaver to
 * the gate and the linker to the dispatcher.
 */
final class Activation {
  private static final String RUNTIME = "dev.clew.agent.runtime.AgentRuntime";

  private final JarFile jar;
  private final @Nullable String arguments;
  private final Properties file;
  private final Instrumentation instrumentation;
  private boolean started;
  private @Nullable ClassFileTransformer weaver;
  private @Nullable Runnable loadedBefore;
  private volatile Set<String> hookedClasses = Set.of();

  Activation(
      JarFile jar, @Nullable String arguments, Properties file, Instrumentation instrumentation) {
    this.jar = jar;
    this.arguments = arguments;
    this.file = file;
    this.instrumentation = instrumentation;
  }

  boolean hooks(String internalName) {
    return hookedClasses.contains(internalName);
  }

  /** Returns the weaver, or null while this thread is still starting it, or if that failed. */
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
                  .getMethod("start", String.class, Properties.class, Instrumentation.class)
                  .invoke(null, arguments, file, instrumentation);
      @SuppressWarnings("unchecked") // the contract of AgentRuntime.start
      Set<String> names = (Set<String>) parts[2];
      hookedClasses = names;
      loadedBefore = (Runnable) parts[3];
      Dispatcher.connect((MethodHandle) parts[1]);
      weaver = (ClassFileTransformer) parts[0];
    } catch (Throwable failure) {
      StandardError.say("standing aside: could not start: " + StandardError.describe(failure));
    }
    return weaver;
  }

  /**
   * Says that the gate is open. What loaded before and only comes along is woven now, on a thread
   * that is not inside a transformer, as this one may be: there the JVM asks no transformer.
   */
  synchronized void opened() {
    Runnable task = loadedBefore;
    if (task != null) {
      loadedBefore = null;
      Thread thread = new Thread(task, "clew-weave");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
