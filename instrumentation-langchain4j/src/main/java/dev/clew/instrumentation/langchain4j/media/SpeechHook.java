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

/** {@code TextToSpeechModel.synthesize}, of later versions. */
final class SpeechHook extends LangChain4jHook<SoundPayload> {
  private final ModelInfos models;

  SpeechHook(Tracer tracer, ModelInfos models) {
    super(tracer, SoundPayload.KIND);
    this.models = models;
  }

  @Override
  protected SoundPayload begin(Object receiver, Call call) {
    TextToSpeechRequest request =
        LibraryObjects.askable(call.required(0, TextToSpeechRequest.class));
    SoundPayload content =
        new SoundPayload(
            models.of(receiver, TextToSpeechModel.class),
            "speak",
            () -> request == null ? List.of() : List.of(Message.text("user", request.text())),
            () ->
                request == null || request.voice() == null
                    ? Map.of()
                    : Map.of("voice", request.voice()));
    content.retains(request == null ? null : request.text(), null);
    return content;
  }

  @Override
  protected void answered(SoundPayload content, Span span, Object result) {
    Audio audio =
        LibraryObjects.mayAsk(result)
            ? LibraryObjects.askable(((TextToSpeechResponse) result).audio())
            : null;
    if (audio != null) {
      content.retains(audio.base64Data(), audio.binaryData());
      content.answered(() -> Sounds.message("assistant", audio));
    }
  }
}
