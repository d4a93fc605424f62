// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Model;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/** Traces messages: {@code create} and {@code createStreaming}, blocking and asynchronous. */
final class MessageHook implements Hook<HttpCall> {
  private final CallObservations calls;
  private final AnthropicLibrary library = new AnthropicLibrary();

  MessageHook(CallObservations calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    MessageCreateParams params = call.required(0, MessageCreateParams.class);
    boolean streamed = AnthropicModule.STREAM.equals(call.label());
    String name = SpanNames.of("chat", params._model().asKnown().map(Model::asString).orElse(null));
    MessagePayload payload = new MessagePayload(params, streamed);
    return HttpCall.begin(calls, library, SpanType.GENERATION, name, payload, null);
  }

  @Override
  public @Nullable Object exit(HttpCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
