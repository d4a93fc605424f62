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
 * Weaves, once, the classes of modules that do not start Clew and that loaded before something else
 * did.
 *
 * <p>A thread of Clew's does it right after the start. Whoever first calls a hook of a library that
 * Clew exists for waits for that, so that already the first trace has its context; not longer than
 * a while, because the caller may hold a lock that weaving needs.
 */
final class RetransformLoaded implements Runnable {
  private static final long PATIENCE_MILLIS = 2000;

  private final HookIndex index;
  private final HookLinker linker;
  private final Consumer<Class<?>> look;
  private final Instrumentation instrumentation;
  private final WeaveLog log;
  private final ReentrantLock working = new ReentrantLock();
  private volatile boolean done;

  /**
   * Makes a task.
   *
   * @param look looks at a class that tells by its name that a library is there
   */
  RetransformLoaded(
      HookIndex index,
      HookLinker linker,
      Consumer<Class<?>> look,
      Instrumentation instrumentation,
      WeaveLog log) {
    this.index = index;
    this.look = look;
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
      if (!working.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
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
        look.accept(type);
      }
      // All classes of the JVM come by here, and hardly one is hooked.
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
      // The library may be in use already without calling the woven method soon, and yet the hook
      // has to introduce it to Clew before the first span.
      hooksIn(type).forEach(hook -> linker.prepare(hook, type));
    } catch (Throwable refused) {
      log.failure("could not weave the loaded " + type.getName(), refused);
    }
  }
}
