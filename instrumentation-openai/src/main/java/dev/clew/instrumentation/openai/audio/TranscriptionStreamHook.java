// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.MultipartForm;
import org.jspecify.annotations.Nullable;

/** Speech to text: {@code createStreaming(TranscriptionCreateParams, RequestOptions)}. */
final class TranscriptionStreamHook extends CallHook {
  TranscriptionStreamHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    TranscriptionCreateParams params = call.required(0, TranscriptionCreateParams.class);
    String model = ModelName.of(params._model().value());
    MultipartForm form = MultipartForm.of("audio", params._body());
    TranscriptCapture capture =
        new TranscriptCapture(calls.client(call), "transcription", form, true);
    return calls.begin(SpanType.GENERATION, ModelName.after("transcribe", model), capture);
  }
}
