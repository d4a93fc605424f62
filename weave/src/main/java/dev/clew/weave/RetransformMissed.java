// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves implementations that were loaded before their hooked interface, which happens when the JVM
 * loads the interface as a supertype of theirs.
 *
 * <p>Runs in the constructor of the interface's companion, which always precedes the first call of
 * the interface. It cannot run earlier, when the companion loads: the JVM calls no transformers on
 * a thread that is already inside one, so the classes would stay unmodified, and another thread
 * might need a class-loader lock that the first one holds.
 */
final class RetransformMissed implements Hook<Object> {
  private final Set<String> pendingRoots = ConcurrentHashMap.newKeySet();
  private final HookIndex index;
  private final Implementations implementations;
  private final Instrumentation instrumentation;
  private final WeaveLog log;
  private volatile boolean pending;

  RetransformMissed(
      HookIndex index,
      Implementations implementations,
      Instrumentation instrumentation,
      WeaveLog log) {
    this.index = index;
    this.implementations = implementations;
    this.instrumentation = instrumentation;
    this.log = log;
  }

  /** Records that implementations of {@code root} may have been missed. */
  void schedule(String root) {
    pendingRoots.add(root);
    pending = true;
  }

  @Override
  public @Nullable Object enter(Call call) {
    if (pending) {
      retransformMissed();
    }
    return null;
  }

  private synchronized void retransformMissed() {
    if (!pending) {
      return;
    }
    List<Class<?>> missed = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isMissed(type)) {
        missed.add(type);
      }
    }
    for (Class<?> type : missed) {
      try {
        instrumentation.retransformClasses(type);
      } catch (Throwable failure) {
        log.failure("could not weave the loaded " + type.getName(), failure);
      }
    }
    pendingRoots.clear();
    pending = false;
  }

  private boolean isMissed(Class<?> type) {
    String name = type.getName().replace('.', '/');
    return type.getClassLoader() != null
        && !type.isHidden()
        && !type.isArray()
        && !index.isRoot(name)
        && !implementations.recognised(name)
        && index.rootsOf(type).stream().anyMatch(pendingRoots::contains)
        && instrumentation.isModifiableClass(type);
  }
}
