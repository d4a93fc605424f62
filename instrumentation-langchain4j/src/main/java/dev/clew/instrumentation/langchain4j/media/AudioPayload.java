// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.kit.call.Operation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of the spans for transcription and speech. The suppliers hold the library's immutable
 * request and response and run on the export thread; their classes exist only in newer versions.
 */
final class AudioPayload extends ModelPayload {
  static final ContextKey<Operation<AudioPayload>> KIND = ContextKey.named("langchain4j.sound");

  private final String operation;
  private final Supplier<List<Message>> input;
  private final Supplier<Map<String, @Nullable Object>> parameters;
  private volatile @Nullable Supplier<List<Message>> output;
  private final AtomicLong bytes = new AtomicLong(1024);

  AudioPayload(
      ModelInfo model,
      String operation,
      Supplier<List<Message>> input,
      Supplier<Map<String, @Nullable Object>> parameters) {
    super(model);
    this.operation = operation;
    this.input = input;
    this.parameters = parameters;
  }

  @Override
  public SpanType type() {
    return SpanType.GENERATION;
  }

  @Override
  public String name() {
    return model().spanName(operation);
  }

  void answered(Supplier<List<Message>> messages) {
    output = messages;
  }

  /** Adds a text or audio bytes to the estimate of retained memory. */
  void addRetained(@Nullable String text, byte @Nullable [] binary) {
    bytes.addAndGet((text == null ? 0L : text.length()) + (binary == null ? 0L : binary.length));
  }

  @Override
  protected GenerationData describe() {
    Supplier<List<Message>> answer = output;
    return new GenerationData.Builder()
        .provider(model().provider())
        .requestModel(model().modelName())
        .streamed(false)
        .parameters(parameters.get())
        .input(input.get())
        .output(answer == null ? List.of() : answer.get())
        .build();
  }

  @Override
  public long retainedBytes() {
    return bytes.get();
  }
}
