// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.hook.Call;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.instrumentation.springai.stream.CallHook;
import dev.clew.instrumentation.springai.stream.TracedFlux;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Traces {@code ChatModel.call} and {@code stream} and, where a model has them, {@code
 * internalCall} and {@code internalStream}: each of these calls the provider once, with the model's
 * default options merged into the prompt.
 */
final class ChatHook extends CallHook {
  private final ModelCalls calls;

  ChatHook(ModelCalls calls) {
    super(calls.failures());
    this.calls = calls;
  }

  @Override
  protected boolean isStreamed(Call call) {
    return Objects.requireNonNull(call.label()).endsWith(SpringAiModule.STREAM);
  }

  @Override
  protected @Nullable Supplier<TracedFlux.@Nullable Started> prepare(Call call) {
    Object model = call.self(Object.class);
    boolean streamed = isStreamed(call);
    boolean round = Objects.requireNonNull(call.label()).startsWith(SpringAiModule.ROUND);
    if (!round && calls.hasRounds(model, streamed)) {
      return null;
    }
    Prompt prompt = call.required(0, Prompt.class);
    ChatResponse previous = call.argumentCount() > 1 ? call.argument(1, ChatResponse.class) : null;
    return () -> calls.begin(model, prompt, previous, streamed);
  }
}
