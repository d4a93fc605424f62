// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.trace.ContextPropagation;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Weaves the classes that matter only where a library is in use, when the first hook of one is
 * called: classes of the JDK, which have loaded long before, and which stay as they are in an
 * application that uses no library.
 *
 * <p>Not when the library's first class loads: on a thread that is inside a transformer the JVM
 * calls no transformers.
 */
public final class FirstUse {
  private final Set<String> names;
  private final Instrumentation instrumentation;
  private final WeaveLog log;
  private volatile boolean done;

  FirstUse(Set<String> internalNames, Instrumentation instrumentation, WeaveLog log) {
    this.names = internalNames;
    this.instrumentation = instrumentation;
    this.log = log;
    this.done = internalNames.isEmpty();
  }

  /** Notes that a library is in use. */
  public void note() {
    if (!done) {
      weave();
    }
  }

  private synchronized void weave() {
    if (done) {
      return;
    }
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (names.contains(type.getName().replace('.', '/'))) {
        loaded.add(type);
      }
    }
    try {
      instrumentation.retransformClasses(loaded.toArray(Class<?>[]::new));
      ContextPropagation.letThreadsInherit();
    } catch (Throwable refused) {
      log.failure("could not weave the JDK, contexts stay on their threads", refused);
    }
    done = true;
  }
}
