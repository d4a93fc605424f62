// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import com.openai.models.audio.translations.TranslationCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.MultipartForm;
import org.jspecify.annotations.Nullable;

/** Speech to English text: {@code create(TranslationCreateParams, RequestOptions)}. */
@SuppressWarnings("deprecation") // newer versions deprecate the endpoint
final class TranslationHook extends CallHook {
  TranslationHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    TranslationCreateParams params = call.required(0, TranslationCreateParams.class);
    String model = ModelName.of(params._model().value());
    MultipartForm form = MultipartForm.of("audio", params._body());
    TranscriptCapture capture =
        new TranscriptCapture(calls.client(call), "translation", form, false);
    return calls.begin(SpanType.GENERATION, ModelName.after("translate", model), capture);
  }
}
