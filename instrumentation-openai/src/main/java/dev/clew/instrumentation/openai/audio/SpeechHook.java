// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import com.openai.models.audio.speech.SpeechCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces text to speech: {@code create(SpeechCreateParams, RequestOptions)}, which returns raw
 * bytes.
 */
final class SpeechHook extends HttpCallHook {
  SpeechHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    SpeechCreateParams params = call.required(0, SpeechCreateParams.class);
    String model = ModelName.of(params._model());
    SpeechPayload payload = new SpeechPayload(calls.client(call), params);
    return calls.begin(SpanType.GENERATION, SpanNames.of("speak", model), payload);
  }
}
