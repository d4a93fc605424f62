// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.trace.ContextPropagation;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Weaves the classes that matter only once a library is in use, at the first call of a library's
 * hook. These are JDK classes, which were loaded long before and stay unmodified in an application
 * that uses no library.
 *
 * <p>Not done when the library's first class loads, because the JVM calls no transformers on a
 * thread that is already inside one.
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

  /** Records that a library is in use. */
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
      ContextPropagation.enableThreadInheritance();
    } catch (Throwable failure) {
      log.failure(
          "could not weave JDK classes, so context is not carried between threads", failure);
    }
    done = true;
  }
}
