// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.Values;
import io.agentscope.core.message.Msg;
import io.agentscope.core.model.ChatModelBase;
import io.agentscope.core.model.GenerateOptions;
import io.agentscope.core.model.ToolSchema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Traces {@code Tracer.callModel(ChatModelBase, List, List, GenerateOptions, Supplier)}. Its stream
 * contains the provider's client with all retries: an SDK that is traced too adds to the span.
 */
final class ModelHook extends RunHook {
  private final CallObservations calls;

  ModelHook(CallObservations calls) {
    super(calls.failures());
    this.calls = calls;
  }

  @Override
  @SuppressWarnings("unchecked") // the method's parameter types
  @Nullable Function<CoreSubscriber<?>, @Nullable Started> describe(Call call) {
    ChatModelBase model = call.required(0, ChatModelBase.class);
    if (!LibraryObjects.isReal(model)) {
      return null;
    }
    List<Msg> messages = Values.copyOf((List<Msg>) call.required(1, List.class));
    List<ToolSchema> tools = Values.copyOf((List<ToolSchema>) call.argument(2, List.class));
    GenerateOptions options = call.argument(3, GenerateOptions.class);
    return caller -> begin(model, messages, tools, options);
  }

  private @Nullable Started begin(
      ChatModelBase model,
      List<Msg> messages,
      List<ToolSchema> tools,
      @Nullable GenerateOptions options) {
    AgentContent agent = AgentContent.of(Context.current());
    if (agent != null) {
      agent.modelCalled(messages, tools);
    }
    ModelContent content = new ModelContent(model, messages, tools, options);
    CallObservation call =
        CallObservation.start(calls, SpanType.GENERATION, content.name(), content);
    return call == null ? null : new Started(call);
  }
}
