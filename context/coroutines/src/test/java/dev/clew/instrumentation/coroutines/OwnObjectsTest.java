// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.intrinsics.CancellableKt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clew must not ask a continuation written by an application for its context. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new CoroutinesModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ownContinuation_isNotCalled() {
    Probe.answerWith(
        type -> type == CoroutineContext.class ? EmptyCoroutineContext.INSTANCE : Unit.INSTANCE);
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      // Gives some coroutine a context; otherwise nothing is looked up.
      BuildersKt.launch(
          GlobalScope.INSTANCE,
          Dispatchers.getUnconfined(),
          CoroutineStart.DEFAULT,
          (scope, continuation) -> Unit.INSTANCE);
      CancellableKt.startCoroutineCancellable(
          (Continuation<Unit>) Probe.implementing(Continuation.class),
          (Continuation<Object>) Probe.implementing(Continuation.class));
    }
    tool.end();

    assertThat(Probe.calls()).isEmpty();
  }
}
