// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.images;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.call.CallCapture;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.InlineContent;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the making of an image says: a generation whose output is images, since it is a model that
 * is called and tokens that are paid for.
 */
final class ImageCapture extends CallCapture {
  private static final Set<String> NOT_DETAILS = Set.of("created", "data", "usage", "type");

  private final String operation;
  private final Supplier<Map<String, @Nullable Object>> request;
  private final List<Part.Media> files;
  private final boolean streamed;
  private volatile @Nullable Object result;
  private volatile @Nullable Object completed;

  ImageCapture(
      Client client,
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

  /** Of the pieces only the last is kept; those before it are coarser versions of the image. */
  @Override
  public void chunk(Object chunk) {
    Object whole = Accessors.read(chunk, "generationCompleted");
    whole = whole != null ? whole : Accessors.read(chunk, "completed");
    completed = whole != null ? whole : completed;
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
    long bytes = FIXED_BYTES + length(completed);
    if (Accessors.read(result, "_data") instanceof List<?> images) {
      for (Object image : images) {
        bytes += length(image);
      }
    }
    return bytes;
  }

  private static long length(@Nullable Object image) {
    String base64 = Accessors.text(image, "_b64Json");
    return base64 == null ? 0 : base64.length();
  }

  @Override
  public GenerationData render() {
    JsonTree asked = new JsonTree(request.get());
    JsonTree answer = answer();
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>(asked.values());
    parameters.keySet().removeAll(Set.of("model", "prompt", "stream"));
    return new GenerationData.Builder()
        .provider(client().provider())
        .serverAddress(client().serverAddress())
        .requestModel(asked.text("model"))
        .responseModel(answer.text("model"))
        .streamed(streamed)
        .parameters(parameters)
        .input(input(asked))
        .output(output(asked, answer))
        .usage(TokenUsage.ofResponse(answer.object("usage")))
        .details(details(answerDetails(answer)))
        .build();
  }

  private JsonTree answer() {
    Object whole = result;
    Object last = completed;
    if (whole != null) {
      return JsonTree.read(whole);
    }
    return last == null ? JsonTree.EMPTY : JsonTree.read(last);
  }

  private List<Message> input(JsonTree asked) {
    List<Part> parts = new ArrayList<>(files);
    String prompt = asked.text("prompt");
    if (prompt != null) {
      parts.add(new Part.Text(prompt));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("user", parts));
  }

  private static List<Message> output(JsonTree asked, JsonTree answer) {
    String format = answer.text("output_format");
    format = format != null ? format : asked.text("output_format");
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
              : InlineContent.ofBase64("image", mimeType, null, base64));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  private Map<String, @Nullable Object> answerDetails(JsonTree answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("operation", "image_" + operation);
    answer
        .values()
        .forEach(
            (key, value) -> {
              if (value != null && !NOT_DETAILS.contains(key) && !key.equals("b64_json")) {
                details.put(key, value);
              }
            });
    return details;
  }
}
