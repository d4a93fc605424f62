// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.result;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservation;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on after its method has returned.
 *
 * @param inside the context of the work
 */
public record Started(CallObservation call, Context inside, FailureReporter failures) {
  /** Makes the context of the work current; never throws. */
  public @Nullable Scope enter() {
    return open(inside);
  }

  /** Makes {@code context} current; never throws. */
  @Nullable Scope open(Context context) {
    try {
      return context.makeCurrent();
    } catch (Throwable internalFailure) {
      failures.report(Started.class, internalFailure);
      return null;
    }
  }

  /** Closes what {@link #open} returned; never throws. */
  public void close(@Nullable Scope scope) {
    try {
      if (scope != null) {
        scope.close();
      }
    } catch (Throwable internalFailure) {
      failures.report(Started.class, internalFailure);
    }
  }

  /** Runs what belongs to the work. */
  public void within(Runnable action) {
    run(inside, action);
  }

  /** Runs what the application does with a result, which does not belong to the work. */
  public void outside(Runnable action) {
    run(call.callerContext(), action);
  }

  private void run(Context context, Runnable action) {
    Scope scope = open(context);
    try {
      action.run();
    } finally {
      close(scope);
    }
  }

  /** Ends the work as abandoned if {@code owner} is garbage collected before. */
  public <T> T watched(T owner) {
    try {
      call.watch(owner);
    } catch (Throwable internalFailure) {
      failures.report(Started.class, internalFailure);
    }
    return owner;
  }
}
