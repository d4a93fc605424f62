// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.OperationPayload;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.SpanNames;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a span of an embedding, image, moderation or audio model. Their requests and
 * answers are alike except for their types, some of which only newer versions have, so they are
 * read by the names of their accessors.
 */
final class ModelPayload implements OperationPayload {
  static final ContextKey<Operation<ModelPayload>> KIND = ContextKey.named("spring-ai-models.call");

  static final LibraryClasses LIBRARY =
      LibraryClasses.in("org.springframework.ai.", "org.springframework.core.io.");

  private static final LibraryReader READER = new LibraryReader(LIBRARY);
  private static final String MODERATION = "moderation";
  private static final String EMBEDDINGS = "embeddings";
  private static final Map<String, String> OPTIONS =
      Map.of(
          "getN", "n",
          "getWidth", "width",
          "getHeight", "height",
          "getResponseFormat", "response_format",
          "getStyle", "style",
          "getVoice", "voice",
          "getFormat", "format",
          "getSpeed", "speed");

  private final String operation;
  private final String modelClass;
  private final @Nullable String requestModel;
  private final List<Object> instructions;
  private final Map<String, @Nullable Object> parameters;
  private volatile @Nullable String provider;
  private volatile @Nullable Object answer;
  private volatile boolean delegated;

  /**
   * Describes a call that is starting.
   *
   * @param request null if its methods may not be called
   */
  ModelPayload(String operation, String modelClass, @Nullable Object request) {
    this.operation = operation;
    this.modelClass = modelClass;
    this.instructions = READER.list(request, "getInstructions");
    Object options = READER.read(request, "getOptions");
    this.requestModel = READER.text(options, "getModel");
    this.parameters = READER.values(options, OPTIONS);
  }

  @Override
  public SpanType type() {
    return switch (operation) {
      case EMBEDDINGS -> SpanType.EMBEDDING;
      case MODERATION -> SpanType.GUARDRAIL;
      default -> SpanType.GENERATION;
    };
  }

  @Override
  public String name() {
    return SpanNames.of(operation, requestModel != null ? requestModel : modelClass);
  }

  /** Records the provider as the model names it. */
  void setProvider(String name) {
    provider = name;
  }

  @Override
  public void delegated() {
    delegated = true;
  }

  @Override
  public void result(Object result) {
    answer = LIBRARY.callableOrNull(result);
  }

  @Override
  public SpanData render() {
    if (delegated) {
      // So that tokens count once: another model did the work.
      return new CustomData(modelClass, Map.of("model_class", modelClass));
    }
    return switch (operation) {
      case EMBEDDINGS -> embedding();
      case MODERATION -> moderation();
      default -> generation();
    };
  }

  private List<Object> outputs() {
    return READER.list(answer, "getResults").stream()
        .map(result -> READER.read(result, "getOutput"))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Numbers only: texts and vectors may be large. */
  private EmbeddingData embedding() {
    Object metadata = READER.read(answer, "getMetadata");
    String model = READER.text(metadata, "getModel");
    Object vector = outputs().stream().findFirst().orElse(null);
    return new EmbeddingData(
        provider,
        requestModel,
        model == null || model.isEmpty() ? null : model,
        vector instanceof float[] numbers ? (Integer) numbers.length : null,
        instructions.size(),
        usage(READER.read(metadata, "getUsage")));
  }

  private static @Nullable Usage usage(@Nullable Object counts) {
    Long total = READER.number(counts, "getTotalTokens");
    return total == null || total == 0
        ? null
        : new Usage(
            READER.number(counts, "getPromptTokens"),
            READER.number(counts, "getCompletionTokens"),
            total,
            null,
            null,
            null,
            null,
            null,
            false);
  }

  /** Without the text, because guardrails' details are exported even without content. */
  private GuardrailData moderation() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("provider", provider);
    details.put("request_model", requestModel);
    boolean flagged = false;
    Object verdict = READER.read(READER.read(answer, "getResult"), "getOutput");
    for (Object each : READER.list(verdict, "getResults")) {
      flagged |= Boolean.TRUE.equals(READER.read(each, "isFlagged"));
    }
    details.values().removeIf(Objects::isNull);
    return new GuardrailData(MODERATION, flagged, details);
  }

  private GenerationData generation() {
    return new GenerationData.Builder()
        .provider(provider)
        .requestModel(requestModel)
        .parameters(Values.trees(parameters))
        .input(message("user", instructions))
        .output(message("assistant", outputs()))
        .build();
  }

  private List<Message> message(String role, List<Object> contents) {
    List<Part> parts = contents.stream().map(this::part).toList();
    return parts.isEmpty() ? List.of() : List.of(Message.of(role, parts));
  }

  private Part part(Object content) {
    String text = content instanceof String said ? said : READER.text(content, "getText");
    String inline = READER.text(content, "getB64Json");
    String url = READER.text(content, "getUrl");
    if (text != null) {
      return new Part.Text(text);
    }
    if (inline != null) {
      return MediaHash.ofInline("image", null, inline);
    }
    if (url != null) {
      return MediaHash.ofUrl("image", url);
    }
    return bytes(content) instanceof byte[] sound
        ? MediaHash.ofBytes("audio", null, sound)
        : new Part.Other("audio", null);
  }

  /** Sound is described only if it is in memory: nothing is read again. */
  private static @Nullable Object bytes(Object content) {
    return content instanceof byte[] ? content : READER.read(content, "getByteArray");
  }

  @Override
  public long retainedBytes() {
    long bytes = RetainedBytes.PER_CALL;
    List<Object> contents = new ArrayList<>(instructions);
    contents.addAll(outputs());
    for (Object content : contents) {
      bytes += content instanceof float[] vector ? 4L * vector.length : RetainedBytes.of(content);
      bytes += bytes(content) instanceof byte[] sound ? sound.length : 0;
      bytes += RetainedBytes.of(READER.read(content, "getB64Json"));
    }
    return bytes;
  }
}
