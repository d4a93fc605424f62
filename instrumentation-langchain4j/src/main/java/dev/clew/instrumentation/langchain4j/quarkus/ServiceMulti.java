// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.quarkus;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.Accessors;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.function.Supplier;

/**
 * The stream that a service's method returns: a run of the agent per subscription, current while
 * the work is set up. As lazy as the original; items and the end reach the subscriber in its own
 * context.
 */
final class ServiceMulti<T> extends AbstractMultiOperator<T, T> {
  private final Supplier<AgentRun> start;
  private final CallObservations calls;

  ServiceMulti(Multi<? extends T> answer, Supplier<AgentRun> start, CallObservations calls) {
    super(answer);
    this.start = start;
    this.calls = calls;
  }

  @Override
  public void subscribe(MultiSubscriber<? super T> subscriber) {
    MultiSubscriber<? super T> observer = subscriber;
    Scope working = null;
    try {
      Context caller = Context.current();
      AgentRun run = start.get();
      run.markStreaming();
      Observer<T> observing = new Observer<>(subscriber, run, caller, calls.failures());
      calls.watcher().watch(observing, () -> run.streamStopped("abandoned"));
      working = run.context().makeCurrent();
      observer = observing;
    } catch (Throwable internalFailure) {
      calls.failures().report(ServiceMulti.class, internalFailure);
    }
    try {
      upstream.subscribe().withSubscriber(observer);
    } finally {
      if (working != null) {
        working.close();
      }
    }
  }

  private static final class Observer<T> extends MultiOperatorProcessor<T, T> {
    private final AgentRun run;
    private final Context caller;
    private final FailureReporter failures;
    private final StreamedText text = new StreamedText();

    Observer(
        MultiSubscriber<? super T> subscriber,
        AgentRun run,
        Context caller,
        FailureReporter failures) {
      super(subscriber);
      this.run = run;
      this.caller = caller;
      this.failures = failures;
    }

    @Override
    public void onItem(T item) {
      guarded(() -> received(item));
      try (Scope outside = caller.makeCurrent()) {
        super.onItem(item);
      }
    }

    private void received(T item) {
      run.span().recordFirstChunk();
      // The other kind of items are the library's events, of which some bring text.
      text.add(item instanceof String piece ? piece : Accessors.text(item, "getChunk"));
    }

    @Override
    public void onFailure(Throwable thrown) {
      guarded(() -> run.fail(Failures.cause(thrown)));
      try (Scope outside = caller.makeCurrent()) {
        super.onFailure(thrown);
      }
    }

    @Override
    public void onCompletion() {
      guarded(() -> run.end(text.text()));
      try (Scope outside = caller.makeCurrent()) {
        super.onCompletion();
      }
    }

    @Override
    public void cancel() {
      guarded(() -> run.streamStopped("cancelled")); // no effect after the end
      super.cancel();
    }

    private void guarded(Runnable action) {
      try {
        action.run();
      } catch (Throwable internalFailure) {
        failures.report(ServiceMulti.class, internalFailure);
      }
    }
  }
}
