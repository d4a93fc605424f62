// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of a generation that turns files or a prompt into something, because it calls a model
 * and costs tokens.
 */
abstract class MediaPayload extends OpenAiPayload {
  private final String operation;
  private final Supplier<Map<String, @Nullable Object>> request;
  private final List<Part.Media> files;
  private final boolean streamed;
  private volatile @Nullable Object result;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param operation the operation's name in the span's details
   * @param request returns the fields of the request; runs on the export thread
   */
  MediaPayload(
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

  /** Records the answer, or the chunk that contains all of it. */
  @Override
  public final void result(Object parsed) {
    result = parsed;
  }

  /** Returns the answer, or null if it has not arrived. */
  final @Nullable Object result() {
    return result;
  }

  @Override
  public final boolean isStreamed() {
    return streamed;
  }

  @Override
  public final boolean isComplete() {
    return streamed && result != null;
  }

  /** Returns the JSON of the answer as far as it has arrived. */
  JsonTree answer() {
    Object complete = result;
    return complete == null ? JsonTree.EMPTY : OpenAiJson.read(complete);
  }

  abstract List<Message> output(JsonTree requestJson, JsonTree answer);

  /** Returns the fields of an answer that are not details. */
  abstract Set<String> read();

  @Override
  public final GenerationData render() {
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

  private List<Message> input(JsonTree requestJson) {
    List<Part> parts = new ArrayList<>(files);
    String prompt = requestJson.text("prompt");
    if (prompt != null) {
      parts.add(new Part.Text(prompt));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("user", parts));
  }

  private Map<String, @Nullable Object> answerDetails(JsonTree answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("operation", operation);
    details.putAll(answer.without(read()));
    details.put("billed_seconds", answer.object("usage").values().get("seconds"));
    details.values().removeIf(Objects::isNull);
    return details;
  }
}
