// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Traces a method that describes a run, which begins when its result is subscribed.
 *
 * <p>An application's {@code Tracer} may pass the call on to the library's, in the method or later:
 * that is the same run.
 */
abstract class RunHook implements Hook<RunHook.Described> {
  private static final ContextKey<Subject> SUBJECT = ContextKey.named("agentscope.run");

  private final FailureReporter failures;

  RunHook(FailureReporter failures) {
    this.failures = failures;
  }

  /** Who does what: these very objects. */
  private record Subject(Object doer, Object input) {
    boolean isCurrent() {
      Subject current = Context.current().get(SUBJECT);
      return current != null && current.doer == doer && current.input == input;
    }
  }

  /**
   * A call of the method.
   *
   * @param begun the run that began with it, or null if it waits for a subscriber
   */
  record Described(
      Function<CoreSubscriber<?>, @Nullable Started> begin, @Nullable Started begun, Scope scope) {}

  /** Returns what begins the run for a subscriber, or null if there is nothing to trace. */
  abstract @Nullable Function<CoreSubscriber<?>, @Nullable Started> describe(Call call);

  /** Returns the run if it begins with the method, or null. */
  @Nullable Started beginNow(Call call) {
    return null;
  }

  @Override
  public final @Nullable Described enter(Call call) {
    Object doer = call.argument(0, Object.class);
    Object input = call.argument(1, Object.class);
    if (doer == null || input == null) {
      return null;
    }
    Subject subject = new Subject(doer, input);
    Function<CoreSubscriber<?>, @Nullable Started> begin =
        subject.isCurrent() ? null : describe(call);
    if (begin == null) {
      return null;
    }
    Started begun = beginNow(call);
    Context context = begun == null ? Context.current() : begun.inside();
    return new Described(
        subscriber -> in(subject, begin.apply(subscriber)),
        in(subject, begun),
        context.with(SUBJECT, subject).makeCurrent());
  }

  private static @Nullable Started in(Subject subject, @Nullable Started run) {
    return run == null ? null : new Started(run.call(), run.inside().with(SUBJECT, subject));
  }

  @Override
  public final @Nullable Object exit(
      Described described, @Nullable Object result, @Nullable Throwable thrown) {
    described.scope().close();
    Started begun = described.begun();
    Object traced = new Start(begun, described.begin(), failures).traced(result);
    if (begun != null && traced != null && traced != result) {
      begun.call().watch(traced);
    } else if (begun != null) {
      begun.call().finished(null, thrown);
    }
    return traced;
  }
}
