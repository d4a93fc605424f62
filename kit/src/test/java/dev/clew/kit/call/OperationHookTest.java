// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.testkit.SpanRecorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationHookTest {
  private static final ContextKey<Operation<Answer>> KIND = ContextKey.named("test");

  private static final class Answer implements OperationPayload {
    private final String name;
    private final List<String> told = new ArrayList<>();

    Answer(String name) {
      this.name = name;
    }

    @Override
    public SpanType type() {
      return SpanType.CUSTOM;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void result(Object answer) {
      told.add("result " + answer);
    }

    @Override
    public void delegated() {
      told.add("passed on");
    }

    @Override
    public CustomData render() {
      return new CustomData(name, Map.of("told", List.copyOf(told)));
    }
  }

  private static final class ModelHook extends OperationHook<Answer> {
    ModelHook(Tracer tracer) {
      super(tracer, KIND);
    }

    @Override
    protected Answer begin(Object receiver, Call call) {
      return new Answer(receiver.toString());
    }

    @Override
    protected void nestedCall(Answer payload, Call call) {
      payload.told.add("deeper " + call.argument(0, String.class));
    }
  }

  private final SpanRecorder spans = new SpanRecorder();
  private final ModelHook hook = new ModelHook(spans.tracer());

  private List<?> told(int span) {
    return (List<?>)
        SpanRecorder.data(spans.spans().get(span), CustomData.class).data().get("told");
  }

  @Test
  void methodsOfOneObject_areOneOperation() {
    var outer = hook.enter(new Call("model", "Hi"));
    var inner = hook.enter(new Call("model", "Hi there"));
    assertThat(Context.current().span()).isSameAs(outer.operation().span());
    hook.exit(inner, "in", null);
    hook.exit(outer, "out", null);

    assertThat(spans.only().name()).isEqualTo("model");
    assertThat(told(0)).hasToString("[deeper Hi there, result in, result out]");
    assertThat(Context.current().span()).isNull();
  }

  @Test
  void anotherObjectOfTheKind_doesTheWorkOfTheOuterOne() {
    var outer = hook.enter(new Call("cache", "Hi"));
    var inner = hook.enter(new Call("model", "Hi"));
    hook.exit(inner, "in", null);
    hook.exit(outer, "in", null);

    assertThat(spans.spans()).extracting(span -> span.name()).containsExactly("model", "cache");
    assertThat(told(0)).hasToString("[result in]");
    assertThat(told(1)).hasToString("[passed on, result in]");
  }

  @Test
  void exception_failsTheOperation() {
    hook.exit(hook.enter(new Call("model", "Hi")), null, new IOException("gone"));

    assertThat(spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(spans.only().error().type()).isEqualTo("java.io.IOException");
  }

  @Test
  void callWithoutRequest_isNone() {
    assertThat(hook.enter(new Call("mock", (Object) null))).isNull();
  }

  @Test
  void proxy_passesOn() {
    Runnable proxy =
        (Runnable)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Runnable.class},
                (self, method, arguments) -> null);

    assertThat(hook.enter(new Call(proxy, "Hi"))).isNull();
  }
}
