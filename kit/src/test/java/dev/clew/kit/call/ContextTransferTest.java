// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextTransferTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final ContextTransfer transfer = new ContextTransfer();
  private final Object key = new Object();
  private final Span span =
      spans.tracer().start(SpanType.CUSTOM, "x", () -> new CustomData("x", Map.of()));

  private void leave() {
    try (Scope ignored = Context.current().with(span).makeCurrent()) {
      transfer.capture(key);
    }
  }

  @Test
  void contextThatWasLeft_isFoundByItsKey() {
    leave();

    assertThat(transfer.contextOf(key).span()).isSameAs(span);
    assertThat(transfer.contextOf(new Object()).span()).isNull();
    assertThat(transfer.contextOf(null).span()).isNull();
  }

  @Test
  void threadWithATraceOfItsOwn_staysInIt() {
    leave();
    Span own = spans.tracer().start(SpanType.CUSTOM, "y", () -> new CustomData("y", Map.of()));

    try (Scope ignored = Context.current().with(own).makeCurrent()) {
      assertThat(transfer.contextOf(key).span()).isSameAs(own);
    }
  }

  @Test
  void contextThatArrived_isForgotten() {
    leave();

    assertThat(transfer.take(key).span()).isSameAs(span);
    assertThat(transfer.contextOf(key).span()).isNull();
  }

  @Test
  void passed_continuesUnderTheOtherKey() {
    leave();
    Object other = new Object();
    transfer.move(key, other);

    assertThat(transfer.contextOf(key).span()).isNull();
    assertThat(transfer.contextOf(other).span()).isSameAs(span);
    transfer.forget(other);
    assertThat(transfer.contextOf(other).span()).isNull();
  }

  @Test
  void outsideAnyTrace_nothingIsLeft() {
    transfer.capture(key);

    assertThat(transfer.contextOf(key)).isSameAs(Context.root());
  }
}
