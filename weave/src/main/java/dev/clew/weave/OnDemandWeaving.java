// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.WeavingOnDemand;
import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes that hooks ask for, on the thread of the hook: it is inside no transformer,
 * and the next call may be the one that matters.
 */
final class OnDemandWeaving implements WeavingOnDemand {
  /** Says of a class whether it has been asked for; refers from it to nothing of ours. */
  private final ClassValue<boolean[]> asked =
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
    boolean[] done = asked.get(type);
    if (!done[0]) {
      weave(type, done);
    }
  }

  /** Tells whether a class of this name was asked for, and so is woven whenever it is redefined. */
  boolean includes(String internalName) {
    return names.contains(internalName);
  }

  /**
   * Without a lock: two threads may weave a class twice, but neither waits for the other. The
   * classes above come first, as the hooked method may be one of theirs: a class that another
   * thread takes for woven must be so with all that it inherits.
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
      return; // a lambda, which the JVM shows to no agent
    }
    names.add(type.getName().replace('.', '/'));
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable refused) {
      log.failure("could not weave the loaded " + type.getName(), refused);
    }
  }
}
