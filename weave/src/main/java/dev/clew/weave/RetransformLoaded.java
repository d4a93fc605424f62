// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.weave.link.HookLinker;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Weaves, once, classes that were loaded before Clew started and belong to modules that do not
 * start Clew.
 *
 * <p>A Clew thread does this right after the start. The first call of a hook that belongs to a
 * tracing module waits for it, so that even the first trace has its context. The wait is capped
 * because the caller may hold a lock that weaving needs.
 */
final class RetransformLoaded implements Runnable {
  private static final long MAX_WAIT_MILLIS = 2000;

  private final HookIndex index;
  private final HookLinker linker;
  private final Consumer<Class<?>> check;
  private final Instrumentation instrumentation;
  private final WeaveLog log;
  private final ReentrantLock working = new ReentrantLock();
  private volatile boolean done;

  /**
   * Creates the task.
   *
   * @param check checks the library of a loaded marker class
   */
  RetransformLoaded(
      HookIndex index,
      HookLinker linker,
      Consumer<Class<?>> check,
      Instrumentation instrumentation,
      WeaveLog log) {
    this.index = index;
    this.check = check;
    this.linker = linker;
    this.instrumentation = instrumentation;
    this.log = log;
  }

  @Override
  public void run() {
    if (done || working.isHeldByCurrentThread()) {
      return;
    }
    try {
      if (!working.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (!done) {
        loaded().forEach(this::weave);
        done = true;
      }
    } finally {
      working.unlock();
    }
  }

  private List<Class<?>> loaded() {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!index.markedBy(internalName(type)).isEmpty()) {
        check.accept(type);
      }
      // This visits every class in the JVM, and hardly any is hooked.
      if (!index.inClass(internalName(type)).isEmpty()
          && !hooksIn(type).isEmpty()
          && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      }
    }
    return loaded;
  }

  private List<RegisteredHook> hooksIn(Class<?> type) {
    return index.inClass(internalName(type)).stream()
        .filter(hook -> !hook.module().activates())
        .toList();
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private void weave(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
      // The library may be in use without calling the woven method soon, but the hook has to
      // register with Clew before the first span.
      hooksIn(type).forEach(hook -> linker.prepare(hook, type));
    } catch (Throwable failure) {
      log.failure("could not weave the loaded " + type.getName(), failure);
    }
  }
}
