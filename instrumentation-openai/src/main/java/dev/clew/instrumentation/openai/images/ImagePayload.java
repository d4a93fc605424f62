// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.images;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of an image span: a generation whose output is images, because it calls a model and
 * costs tokens.
 */
final class ImagePayload extends OpenAiPayload {
  private static final Set<String> NOT_DETAILS =
      Set.of("created", "data", "usage", "type", "b64_json");

  private final String operation;
  private final Supplier<Map<String, @Nullable Object>> request;
  private final List<Part.Media> files;
  private final boolean streamed;
  private volatile @Nullable Object result;
  private volatile @Nullable Object completed;

  ImagePayload(
      ServiceClient client,
      String operation,
      Supplier<Map<String, @Nullable Object>> request,
      List<Part.Media> files,
      boolean streamed) {
    super(client);
    this.operation = operation;
    this.request = request;
    this.files = files;
    this.streamed = streamed;
  }

  @Override
  public void result(Object parsed) {
    this.result = parsed;
  }

  /** Keeps only the last chunk; earlier ones are coarser versions of the image. */
  @Override
  public void chunk(Object chunk) {
    Object complete = Fields.BY_NAME.read(chunk, "generationCompleted");
    complete = complete != null ? complete : Fields.BY_NAME.read(chunk, "completed");
    completed = complete != null ? complete : completed;
  }

  @Override
  public boolean isStreamed() {
    return streamed;
  }

  @Override
  public boolean isComplete() {
    return completed != null;
  }

  @Override
  public long retainedBytes() {
    long bytes = RetainedBytes.PER_CALL + length(completed);
    return Fields.BY_NAME.read(result, "_data") instanceof List<?> images
        ? bytes + RetainedBytes.of(images, 0, ImagePayload::length)
        : bytes;
  }

  private static long length(@Nullable Object image) {
    return RetainedBytes.of(Fields.BY_NAME.text(image, "_b64Json"));
  }

  @Override
  public GenerationData render() {
    JsonTree requestJson = new JsonTree(request.get());
    JsonTree answer = answer();
    return generation()
        .requestModel(requestJson.text("model"))
        .responseModel(answer.text("model"))
        .parameters(requestJson.without(Set.of("model", "prompt", "stream")))
        .input(input(requestJson))
        .output(output(requestJson, answer))
        .usage(TokenUsage.ofResponse(answer.object("usage")))
        .details(details(answerDetails(answer)))
        .build();
  }

  private JsonTree answer() {
    Object complete = result;
    Object last = completed;
    if (complete != null) {
      return OpenAiJson.read(complete);
    }
    return last == null ? JsonTree.EMPTY : OpenAiJson.read(last);
  }

  private List<Message> input(JsonTree requestJson) {
    List<Part> parts = new ArrayList<>(files);
    String prompt = requestJson.text("prompt");
    if (prompt != null) {
      parts.add(new Part.Text(prompt));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("user", parts));
  }

  private static List<Message> output(JsonTree requestJson, JsonTree answer) {
    String format = answer.text("output_format");
    format = format != null ? format : requestJson.text("output_format");
    String mimeType = format == null ? null : "image/" + format;
    List<JsonTree> images = answer.text("b64_json") != null ? List.of(answer) : List.of();
    images = images.isEmpty() ? answer.objects("data") : images;
    List<Part> parts = new ArrayList<>();
    for (JsonTree image : images) {
      String revised = image.text("revised_prompt");
      if (revised != null) {
        parts.add(new Part.Other("revised_prompt", revised));
      }
      String base64 = image.text("b64_json");
      parts.add(
          base64 == null
              ? new Part.Media("image", mimeType, image.text("url"), null, null)
              : MediaHash.ofBase64("image", mimeType, null, base64));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  private Map<String, @Nullable Object> answerDetails(JsonTree answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("operation", "image_" + operation);
    details.putAll(answer.without(NOT_DETAILS));
    details.values().removeIf(value -> value == null);
    return details;
  }
}
