// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.message.Contents;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.RetainedBytes;
import dev.langchain4j.data.audio.Audio;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of the spans for transcription and speech: request and response, both immutable and
 * read by name, because their classes exist only in newer versions. Each has a text or audio.
 */
final class AudioPayload extends ModelPayload {
  static final ContextKey<Operation<AudioPayload>> KIND = ContextKey.named("langchain4j.sound");

  private static final List<String> PARAMETERS =
      List.of("prompt", "language", "temperature", "voice");

  private final String operation;
  private final Object request;
  private volatile @Nullable Object response;

  AudioPayload(ModelInfo model, String operation, Object request) {
    super(model);
    this.operation = operation;
    this.request = request;
  }

  @Override
  public SpanType type() {
    return SpanType.GENERATION;
  }

  @Override
  public String name() {
    return model().spanName(operation);
  }

  @Override
  public void result(Object answer) {
    response = answer;
  }

  @Override
  protected GenerationData describe() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (String name : PARAMETERS) {
      Object value = Accessors.read(request, name);
      if (value != null) {
        parameters.put(name, value);
      }
    }
    return new GenerationData.Builder()
        .provider(model().provider())
        .requestModel(model().modelName())
        .streamed(false)
        .parameters(parameters)
        .input(message("user", request))
        .output(message("assistant", response))
        .build();
  }

  /** Returns a message with a text, or with the type, size and hash of audio, or its address. */
  private static List<Message> message(String role, @Nullable Object owner) {
    if (Accessors.read(owner, "text") instanceof String text) {
      return List.of(Message.text(role, text));
    }
    Audio audio = audio(owner);
    if (audio == null) {
      return List.of();
    }
    byte[] binary = audio.binaryData();
    Part part =
        binary == null
            ? Contents.media("audio", audio.mimeType(), audio.url(), audio.base64Data())
            : MediaHash.ofBytes("audio", audio.mimeType(), binary);
    return List.of(Message.of(role, List.of(part)));
  }

  private static @Nullable Audio audio(@Nullable Object owner) {
    return Accessors.read(owner, "audio") instanceof Audio audio
        ? LibraryObjects.callableOrNull(audio)
        : null;
  }

  @Override
  public long retainedBytes() {
    return 1024 + bytes(request) + bytes(response);
  }

  private static long bytes(@Nullable Object owner) {
    long bytes = RetainedBytes.of(Accessors.read(owner, "text"));
    Audio audio = audio(owner);
    if (audio != null) {
      byte[] binary = audio.binaryData();
      bytes += RetainedBytes.of(audio.base64Data()) + (binary == null ? 0 : binary.length);
    }
    return bytes;
  }
}
