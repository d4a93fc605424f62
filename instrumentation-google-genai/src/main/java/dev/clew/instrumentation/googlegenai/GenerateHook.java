// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.stream.HookedCallHook;
import dev.clew.kit.stream.HookedCalls;
import dev.clew.kit.value.SpanNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code generateContent} and {@code generateContentStream} where the request is sent, with
 * {@code (String, List, GenerateContentConfig)}.
 */
final class GenerateHook extends HookedCallHook {
  private final ToolLoop tools;

  GenerateHook(Calls calls, ToolLoop tools) {
    super(calls);
    this.tools = tools;
  }

  @Override
  protected @Nullable HookedCall begin(HookedCalls calls, Call call) {
    boolean streamed = GoogleGenAiModule.STREAM.equals(call.label());
    String model = call.argument(0, String.class);
    Contents contents = Contents.of(call.argument(1, List.class));
    FunctionLoop loop = streamed ? null : FunctionLoop.current();
    Span answered = loop != null ? loop.last() : FunctionResults.report(contents, tools);
    GenerationPayload payload =
        new GenerationPayload(
            model, contents, call.argument(2, Object.class), streamed, loop == null ? tools : null);
    HookedCall begun =
        calls.begin(SpanType.GENERATION, SpanNames.of("chat", model), payload, answered);
    if (loop != null && begun != null) {
      loop.stepped(begun.span());
    }
    return begun;
  }
}
