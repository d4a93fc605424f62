// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.instrumentation.methods.reactor.Observed;
import dev.clew.instrumentation.methods.result.Started;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hooks methods that return a {@code Mono} or {@code Flux}. */
final class ReactorHook extends ResultHook {
  ReactorHook(TracedMethods methods) {
    super(methods);
  }

  @Override
  boolean isLazy(String returnType) {
    return true;
  }

  @Override
  Object lazy(Object result, Supplier<@Nullable Started> start, MethodRun run) {
    return Observed.of(result, start, run.calls().failures());
  }

  @Override
  @Nullable Object observed(Object result, String returnType, Started work) {
    return null;
  }
}
