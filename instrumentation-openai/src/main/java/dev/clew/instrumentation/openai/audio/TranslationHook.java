// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.audio;

import com.openai.models.audio.translations.TranslationCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.MultipartForm;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces speech to English text: {@code create}. A separate class because newer versions deprecate
 * the endpoint.
 */
@SuppressWarnings("deprecation")
final class TranslationHook extends HttpCallHook {
  TranslationHook(Calls calls) {
    super(calls);
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    TranslationCreateParams params = call.required(0, TranslationCreateParams.class);
    String name = SpanNames.of("translate", ModelName.of(params._model().value()));
    MultipartForm form = MultipartForm.of("audio", params._body());
    return calls.begin(
        SpanType.GENERATION,
        name,
        new TranscriptPayload(calls.client(call), "translation", form, false));
  }
}
