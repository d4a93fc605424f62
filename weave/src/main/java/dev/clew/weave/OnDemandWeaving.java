// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.WeavingOnDemand;
import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes requested by hooks. This happens on the hook's thread, which is not inside a
 * transformer, because the very next call may be the one that matters.
 */
final class OnDemandWeaving implements WeavingOnDemand {
  /**
   * Whether a class has been woven. The array ensures that the class refers to nothing of Clew's.
   */
  private final ClassValue<boolean[]> woven =
      new ClassValue<>() {
        @Override
        protected boolean[] computeValue(Class<?> type) {
          return new boolean[1];
        }
      };

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final HookIndex index;
  private final Instrumentation instrumentation;
  private final WeaveLog log;

  OnDemandWeaving(HookIndex index, Instrumentation instrumentation, WeaveLog log) {
    this.index = index;
    this.instrumentation = instrumentation;
    this.log = log;
  }

  @Override
  public void weave(Class<?> type) {
    boolean[] done = woven.get(type);
    if (!done[0]) {
      weave(type, done);
    }
  }

  /**
   * Returns whether a class of this name was requested and is therefore woven at every
   * redefinition.
   */
  boolean includes(String internalName) {
    return names.contains(internalName);
  }

  /**
   * Uses no lock: two threads may weave a class twice, but neither waits for the other.
   * Superclasses come first, because the hooked method may be inherited: once another thread sees a
   * class as woven, its superclasses must be woven too.
   */
  private void weave(Class<?> type, boolean[] done) {
    if (isHooked(type)) {
      weave(type.getSuperclass());
      retransform(type);
    }
    done[0] = true;
  }

  private boolean isHooked(@Nullable Class<?> type) {
    return type != null && !index.onDemand(type).isEmpty();
  }

  private void retransform(Class<?> type) {
    if (type.isHidden() || !instrumentation.isModifiableClass(type)) {
      return; // for example a lambda, which the JVM does not pass to agents
    }
    names.add(type.getName().replace('.', '/'));
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable failure) {
      log.failure("could not weave the loaded " + type.getName(), failure);
    }
  }
}
