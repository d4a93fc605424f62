// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.methods.result.Started;
import dev.clew.instrumentation.methods.rule.Options;
import dev.clew.kit.call.CallObservation;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives a selected method its span, which ends when the work of the method does. */
public abstract class ResultHook implements Hook<MethodRun> {
  private final TracedMethods methods;

  ResultHook(TracedMethods methods) {
    this.methods = methods;
  }

  /** Returns whether nothing happens before the application subscribes to the result. */
  abstract boolean isLazy(String returnType);

  /** Returns an observed result that is as lazy as {@code result}. */
  abstract Object lazy(Object result, Supplier<@Nullable Started> start, MethodRun run);

  /**
   * Returns an observed result that will end the work, or null if the work is over.
   *
   * @param returnType the type that the method declares
   */
  abstract @Nullable Object observed(Object result, String returnType, Started work);

  @Override
  public final @Nullable MethodRun enter(Call call) {
    MethodRun run = methods.begin(call);
    if (run == null || isLazy(run.method().method().returnType()) || isKnownLater(run.method())) {
      return run;
    }
    if (!run.start()) {
      return null;
    }
    run.enter();
    return run;
  }

  /** Returns whether only the result tells who a handoff leads to, which is in the span's name. */
  private static boolean isKnownLater(TracedMethod method) {
    return method.rule().type() == SpanType.HANDOFF
        && (method.rule().option(Options.TARGET) == null
            || method.rule().needsResult(Options.TARGET)
            || method.rule().needsResult(Options.NAME)
            || method.rule().needsResult(Options.FROM));
  }

  @Override
  public final @Nullable Object exit(
      MethodRun run, @Nullable Object result, @Nullable Throwable thrown) {
    run.exit();
    CallObservation call = run.call();
    if (call == null) {
      return unstarted(run, result, thrown);
    }
    if (thrown == null && result != null) {
      Started work = new Started(call, run.inside(), run.calls().failures());
      if (endsWith(result, run, call)) {
        return result;
      }
      Object observed = observed(result, run.method().method().returnType(), work);
      if (observed != null) {
        return observed;
      }
    }
    run.finished(result, thrown);
    return result;
  }

  private @Nullable Object unstarted(
      MethodRun run, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown == null && result != null && isLazy(run.method().method().returnType())) {
      return lazy(result, () -> subscribed(run), run);
    }
    if (thrown == null && result instanceof CompletionStage<?> stage && isOfJdk(stage)) {
      Context caller = Context.current();
      stage.whenComplete((value, failure) -> handedOff(run, caller, value, failure));
    } else if (thrown != null || !isLazy(run.method().method().returnType())) {
      start(run, result, thrown);
    }
    return result;
  }

  private static void handedOff(
      MethodRun run, Context caller, @Nullable Object value, @Nullable Throwable failure) {
    try (Scope ignored = caller.makeCurrent()) {
      start(run, value, failure);
    } catch (Throwable internalFailure) {
      run.calls().failures().report(ResultHook.class, internalFailure);
    }
  }

  private static void start(MethodRun run, @Nullable Object result, @Nullable Throwable thrown) {
    MethodRun known = run.returning(result);
    if (known.start()) {
      known.finished(result, thrown);
    }
  }

  private static @Nullable Started subscribed(MethodRun run) {
    MethodRun again = run.again();
    boolean recorded = again.start();
    CallObservation call = again.call();
    return recorded && call != null
        ? new Started(call, again.inside(), again.calls().failures())
        : null;
  }

  /**
   * Lets a future of the JDK's end the work, and returns whether it is one. The application gets
   * the very future that the method returned, which it may compare or keep in a map.
   */
  private static boolean endsWith(Object result, MethodRun run, CallObservation call) {
    if (!(result instanceof CompletionStage<?> stage) || !isOfJdk(stage)) {
      return false;
    }
    call.watch(stage);
    stage.whenComplete(
        (value, failure) -> {
          try {
            run.finished(value, failure);
          } catch (Throwable internalFailure) {
            run.calls().failures().report(ResultHook.class, internalFailure);
          }
        });
    return true;
  }

  private static boolean isOfJdk(Object result) {
    return LibraryClasses.isOfJdk(result);
  }
}
