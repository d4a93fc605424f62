// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.instrumentation.methods.result.ObservedIterator;
import dev.clew.instrumentation.methods.result.ObservedPublisher;
import dev.clew.instrumentation.methods.result.ObservedStream;
import dev.clew.instrumentation.methods.result.Started;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hooks methods that return a value or one of the JDK's ways to deliver it later. A result is
 * replaced only where the method declares exactly that type: the application may cast any other.
 */
final class MethodHook extends ResultHook {
  MethodHook(TracedMethods methods) {
    super(methods);
  }

  @Override
  boolean isLazy(String returnType) {
    return returnType.equals(Flow.Publisher.class.getName());
  }

  @Override
  Object lazy(Object result, Supplier<@Nullable Started> start, MethodRun run) {
    return ObservedPublisher.of((Flow.Publisher<?>) result, start, run.calls().failures());
  }

  @Override
  @Nullable Object observed(Object result, String returnType, Started work) {
    if (returnType.equals(Stream.class.getName())) {
      return ObservedStream.of((Stream<?>) result, work);
    }
    return returnType.equals(Iterator.class.getName())
        ? ObservedIterator.of((Iterator<?>) result, work)
        : null;
  }
}
