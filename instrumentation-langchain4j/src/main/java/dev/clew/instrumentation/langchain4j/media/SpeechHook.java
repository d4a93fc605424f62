// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import dev.clew.api.hook.Call;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import dev.langchain4j.model.audio.TextToSpeechResponse;
import java.util.List;
import java.util.Map;

/** Traces {@code TextToSpeechModel.synthesize}, in newer versions. */
final class SpeechHook extends LangChain4jHook<AudioPayload> {
  private final ModelInfos models;

  SpeechHook(Tracer tracer, ModelInfos models) {
    super(tracer, AudioPayload.KIND);
    this.models = models;
  }

  @Override
  protected AudioPayload begin(Object receiver, Call call) {
    TextToSpeechRequest request =
        LibraryObjects.callableOrNull(call.required(0, TextToSpeechRequest.class));
    AudioPayload content =
        new AudioPayload(
            models.of(receiver, TextToSpeechModel.class),
            "speak",
            () -> request == null ? List.of() : List.of(Message.text("user", request.text())),
            () ->
                request == null || request.voice() == null
                    ? Map.of()
                    : Map.of("voice", request.voice()));
    content.addRetained(request == null ? null : request.text(), null);
    return content;
  }

  @Override
  protected void answered(AudioPayload content, Span span, Object result) {
    Audio audio =
        LibraryObjects.mayCall(result)
            ? LibraryObjects.callableOrNull(((TextToSpeechResponse) result).audio())
            : null;
    if (audio != null) {
      content.addRetained(audio.base64Data(), audio.binaryData());
      content.answered(() -> AudioMessages.message("assistant", audio));
    }
  }
}
