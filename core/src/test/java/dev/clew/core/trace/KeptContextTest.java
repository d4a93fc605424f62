// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What contexts keep alive while something long-lived holds them: a task that never runs, a thread.
 */
class KeptContextTest {
  private static final ContextKey<Object> KEY = ContextKey.named("test");

  private final CollectingSink sink = new CollectingSink();
  private final RecordingTracer tracer =
      new RecordingTracer(sink, new CapturedLog().log, InstantSource.system(), 10);

  @Test
  void contextThatOutlivesItsTrace_keepsNothingOfTheApplicationAlive() {
    Object left = new Object();
    Object said = new Object();
    WeakReference<Object> leftThere = new WeakReference<>(left);
    WeakReference<Object> saidThere = new WeakReference<>(said);
    Span span = tracer.start(Context.root(), SpanType.AGENT, "agent", payload(said));
    Context context = Context.root().with(span).with(KEY, left).forStorage();

    span.end();
    sink.spans.clear();
    span = null;
    left = null;
    said = null;

    assertCollected(leftThere);
    assertCollected(saidThere);
    assertThat(context.get(KEY)).isNull();
  }

  @Test
  void contextKept_isWholeWhileAnySpanOfTheTraceIsOpen() {
    Span agent = start(Context.root(), "agent");
    Span tool = start(Context.root().with(agent), "tool");
    Context context = Context.root().with(tool).with(KEY, "left").forStorage();

    tool.end();

    assertThat(context.span()).isSameAs(tool);
    assertThat(context.get(KEY)).isEqualTo("left");
  }

  @Test
  void spanBelowAKeptContextAfterTheEnd_isInItsPlace() {
    Span agent = start(Context.root(), "agent");
    Context context = Context.root().with(agent).forStorage();
    agent.end();

    Span late = start(context, "late");
    late.end();

    assertThat(late.traceId()).isEqualTo(agent.traceId());
    assertThat(sink.span("late").parentId()).isEqualTo(agent.spanId());
    assertThat(sink.traces).hasSize(1);
  }

  @Test
  void contextKeptAfterTheEnd_letsGoAtOnce() {
    Span agent = start(Context.root(), "agent");
    Context context = Context.root().with(agent).with(KEY, "left");
    agent.end();

    assertThat(context.forStorage().get(KEY)).isNull();
    assertThat(context.span().spanId()).isEqualTo(agent.spanId());
  }

  @Test
  void contextThatIsNotKept_staysAsItIs() {
    Span agent = start(Context.root(), "agent");
    Context context = Context.root().with(agent).with(KEY, "left");

    agent.end();

    assertThat(context.span()).isSameAs(agent);
    assertThat(context.get(KEY)).isEqualTo("left");
  }

  private static Payload payload(Object said) {
    return () -> new CustomData(said.toString(), Map.of());
  }

  private Span start(Context parent, String name) {
    return tracer.start(parent, SpanType.AGENT, name, () -> new CustomData(name, Map.of()));
  }

  private static void assertCollected(WeakReference<?> reference) {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }
}
