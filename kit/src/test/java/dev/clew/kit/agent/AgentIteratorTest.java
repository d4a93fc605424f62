// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.SpanTree;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentIteratorTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final CallObservations calls =
      new CallObservations(
          spans.tracer(),
          (where, failure) -> {
            throw new AssertionError(failure);
          });

  private <T> AgentIterator<T> observed(Iterator<T> steps) {
    return new AgentIterator<>(steps, calls, Payload::new);
  }

  @Test
  void iterator_thatIsNotUsed_hasNoSpan() {
    observed(List.of("a").iterator());

    assertThat(spans.spans()).isEmpty();
  }

  @Test
  void iterator_readToItsEnd_isOneAgent() {
    Iterator<String> steps = observed(List.of("a", "b").iterator());

    assertThat(steps.next()).isEqualTo("a");
    assertThat(steps.hasNext()).isTrue();
    assertThat(steps.next()).isEqualTo("b");
    assertThat(spans.spans()).isEmpty();
    assertThat(steps.hasNext()).isFalse();
    assertThat(steps.hasNext()).isFalse();

    assertThat(SpanTree.of(spans.spans())).hasToString("custom runner\n");
  }

  @Test
  void agent_isCurrentDuringAStepOnly() {
    Iterator<@Nullable Span> steps =
        observed(
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public @Nullable Span next() {
                return Context.current().span();
              }
            });

    assertThat(steps.next()).isNotNull();
    assertThat(Context.current().span()).isNull();
  }

  @Test
  void stepThatThrows_failsTheAgent() {
    Iterator<String> steps =
        observed(
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                throw new IllegalStateException("no model");
              }

              @Override
              public String next() {
                throw new NoSuchElementException();
              }
            });

    assertThatThrownBy(steps::hasNext).hasMessage("no model");

    assertThat(SpanTree.of(spans.spans()))
        .hasToString("custom runner [error java.lang.IllegalStateException]\n");
  }

  @Test
  void iterator_dropped_isAbandoned() {
    observed(List.of("a", "b").iterator()).next();

    while (spans.spans().isEmpty()) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(spans.only().attributes()).containsEntry("clew.end_reason", "abandoned");
  }

  private static final class Payload implements AgentPayload {
    @Override
    public SpanType type() {
      return SpanType.AGENT;
    }

    @Override
    public String name() {
      return "runner";
    }

    @Override
    public AgentPayload forNextRun() {
      return this;
    }

    @Override
    public void answered(@Nullable Object answer) {}

    @Override
    public @Nullable Object output() {
      return null;
    }

    @Override
    public void addDetail(String key, @Nullable Object value) {}

    @Override
    public SpanData render() {
      return new CustomData(name(), Map.of());
    }
  }
}
