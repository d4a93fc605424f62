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
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces {@code AudioTranscriptionModel.transcribe}. */
final class TranscriptionHook extends LangChain4jHook<AudioPayload> {
  private final ModelInfos models;

  TranscriptionHook(Tracer tracer, ModelInfos models) {
    super(tracer, AudioPayload.KIND);
    this.models = models;
  }

  @Override
  protected AudioPayload begin(Object receiver, Call call) {
    AudioTranscriptionRequest request =
        LibraryObjects.callableOrNull(call.required(0, AudioTranscriptionRequest.class));
    Audio audio = request == null ? null : LibraryObjects.callableOrNull(request.audio());
    AudioPayload content =
        new AudioPayload(
            models.of(receiver, AudioTranscriptionModel.class),
            "transcribe",
            () -> AudioMessages.message("user", audio),
            () -> request == null ? Map.of() : parameters(request));
    if (audio != null) {
      content.addRetained(audio.base64Data(), audio.binaryData());
    }
    return content;
  }

  private static Map<String, @Nullable Object> parameters(AudioTranscriptionRequest request) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("prompt", request.prompt());
    parameters.put("language", request.language());
    parameters.put("temperature", request.temperature());
    parameters.values().removeIf(value -> value == null);
    return parameters;
  }

  @Override
  protected void answered(AudioPayload content, Span span, Object result) {
    String text =
        LibraryObjects.mayCall(result) ? ((AudioTranscriptionResponse) result).text() : null;
    if (text != null) {
      content.addRetained(text, null);
      content.answered(() -> List.of(Message.text("assistant", text)));
    }
  }
}
