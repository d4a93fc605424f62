// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import com.openai.models.audio.speech.SpeechCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import org.jspecify.annotations.Nullable;

/** Text to speech: {@code create(SpeechCreateParams, RequestOptions)}, which gives plain bytes. */
final class SpeechHook extends CallHook {
  SpeechHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    SpeechCreateParams params = call.required(0, SpeechCreateParams.class);
    String model = ModelName.of(params._model());
    SpeechCapture capture = new SpeechCapture(calls.client(call), params);
    return calls.begin(SpanType.GENERATION, ModelName.after("speak", model), capture);
  }
}
