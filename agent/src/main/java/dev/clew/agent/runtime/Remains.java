// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.weave.link.HookClassLoader;
import java.lang.instrument.Instrumentation;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds what would keep the agent's class loader alive after it was stopped: its threads, and its
 * values in thread locals of the application's threads.
 */
final class Remains {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_MILLIS = 20;

  private final Instrumentation instrumentation;
  private final ClassLoader loader;

  Remains(Instrumentation instrumentation, ClassLoader loader) {
    this.instrumentation = instrumentation;
    this.loader = loader;
  }

  /** Waits for the agent's threads to end; returns the names of those that do not, or null. */
  @Nullable String awaitThreads() {
    long begin = System.nanoTime();
    List<String> alive = ownThreads();
    while (!alive.isEmpty() && System.nanoTime() - begin < PATIENCE_NANOS) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      alive = ownThreads();
    }
    return alive.isEmpty() ? null : "threads that have not ended: " + String.join(", ", alive);
  }

  private List<String> ownThreads() {
    List<String> names = new ArrayList<>();
    for (Thread thread : threads()) {
      // The JDK's HTTP client ends its own threads once the client has been collected.
      if (thread != Thread.currentThread()
          && thread.isAlive()
          && thread.getName().startsWith("clew-")) {
        names.add(thread.getName());
      }
    }
    return names;
  }

  private static List<Thread> threads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[group.activeCount() * 2 + 16];
    int count = group.enumerate(threads);
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(threads[i]);
    }
    return all;
  }

  /**
   * Empties the entries of thread locals whose value is the agent's. Only the value is replaced,
   * one field of one entry, since the thread may be using its table at the same time.
   */
  void clearThreadLocals() {
    try {
      open();
      for (String each : List.of("threadLocals", "inheritableThreadLocals")) {
        Field map = Thread.class.getDeclaredField(each);
        map.setAccessible(true);
        for (Thread thread : threads()) {
          clear(map.get(thread));
        }
      }
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      // A JDK that keeps them elsewhere: what is left there goes with its thread.
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private void clear(@Nullable Object map) throws ReflectiveOperationException {
    if (map == null) {
      return;
    }
    Object table = field(map.getClass(), "table").get(map);
    int length = table == null ? 0 : Array.getLength(table);
    for (int i = 0; i < length; i++) {
      Object entry = Array.get(table, i);
      if (entry != null) {
        Field value = field(entry.getClass(), "value");
        if (isOwn(value.get(entry))) {
          value.set(entry, null);
        }
      }
    }
  }

  private boolean isOwn(@Nullable Object value) {
    Object held = value instanceof Reference<?> reference ? reference.get() : value;
    if (held == null) {
      return false;
    }
    ClassLoader of = held.getClass().getClassLoader();
    return of == loader || of instanceof HookClassLoader;
  }

  private void open() {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(Remains.class.getModule())),
        Set.of(),
        Map.of());
  }
}
