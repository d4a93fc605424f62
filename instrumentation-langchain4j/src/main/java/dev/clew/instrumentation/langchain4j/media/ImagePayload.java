// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.media;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.message.Contents;
import dev.clew.instrumentation.langchain4j.model.TokenUsages;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.instrumentation.langchain4j.retrieval.Documents;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.output.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of an image span: a generation whose output is images. */
final class ImagePayload extends ModelPayload {
  static final ContextKey<Operation<ImagePayload>> KIND = ContextKey.named("langchain4j.image");

  private static final int PER_IMAGE = 256;

  private final String operation;
  private final @Nullable String prompt;
  private final List<Image> sources;
  private final Map<String, @Nullable Object> parameters;
  private volatile @Nullable Response<?> response;

  ImagePayload(
      ModelInfo model,
      String operation,
      @Nullable String prompt,
      List<Image> sources,
      Map<String, @Nullable Object> parameters) {
    super(model);
    this.operation = operation;
    this.prompt = prompt;
    this.sources = sources;
    this.parameters = parameters;
  }

  @Override
  public SpanType type() {
    return SpanType.GENERATION;
  }

  @Override
  public String name() {
    return model().spanName(operation + " image");
  }

  void answered(@Nullable Response<?> answer) {
    response = answer;
  }

  @Override
  protected GenerationData describe() {
    Response<?> answer = response;
    List<Part> inputParts = new ArrayList<>(Contents.images(sources));
    if (prompt != null) {
      inputParts.add(new Part.Text(prompt));
    }
    return new GenerationData.Builder()
        .provider(model().provider())
        .requestModel(model().modelName())
        .streamed(false)
        .parameters(parameters)
        .input(List.of(Message.of("user", inputParts)))
        .output(answer == null ? List.of() : output(answer))
        .usage(answer == null ? null : TokenUsages.render(answer.tokenUsage()))
        .details(Map.of("operation", "image_" + operation))
        .build();
  }

  private static List<Message> output(Response<?> answer) {
    List<Part> parts = new ArrayList<>();
    for (Object each : images(answer)) {
      if (each instanceof Image image
          && LibraryObjects.mayCall(image)
          && image.revisedPrompt() != null) {
        parts.add(new Part.Other("revised_prompt", image.revisedPrompt()));
      }
      parts.addAll(Contents.images(List.of(each)));
    }
    return List.of(Message.of("assistant", parts));
  }

  private static List<?> images(Response<?> answer) {
    Object content = answer.content();
    return content instanceof List<?> list
        ? Documents.snapshot(list)
        : content == null ? List.of() : List.of(content);
  }

  @Override
  public long retainedBytes() {
    Response<?> answer = response;
    long bytes = 1024L + (prompt == null ? 0 : prompt.length()) + sizes(sources);
    return answer == null ? bytes : bytes + sizes(images(answer));
  }

  private static long sizes(List<?> images) {
    long bytes = 0;
    for (Object each : images) {
      String inline =
          each instanceof Image image && LibraryObjects.mayCall(image) ? image.base64Data() : null;
      bytes += PER_IMAGE + (inline == null ? 0 : inline.length());
    }
    return bytes;
  }
}
