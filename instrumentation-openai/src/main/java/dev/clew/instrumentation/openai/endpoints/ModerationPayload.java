// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import dev.clew.api.data.GuardrailData;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a moderation span: the verdict on each input. The inputs are not kept, because a
 * guardrail's details are exported even where content is switched off.
 */
final class ModerationPayload extends OpenAiPayload {
  private final @Nullable String requestModel;
  private volatile @Nullable Object result;

  ModerationPayload(ServiceClient client, @Nullable String requestModel) {
    super(client);
    this.requestModel = requestModel;
  }

  @Override
  public void result(Object parsed) {
    this.result = parsed;
  }

  @Override
  public GuardrailData render() {
    Object response = result;
    JsonTree answer = response == null ? JsonTree.EMPTY : OpenAiJson.read(response);
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("provider", client().provider());
    details.put("server_address", client().serverAddress());
    details.put("request_model", requestModel);
    details.put("response_model", answer.text("model"));
    details.put("response_id", answer.text("id"));
    boolean triggered = false;
    List<Object> results = new ArrayList<>();
    for (JsonTree verdict : answer.objects("results")) {
      boolean flagged = Boolean.TRUE.equals(verdict.values().get("flagged"));
      triggered |= flagged;
      results.add(
          Map.of(
              "flagged", flagged,
              "categories", flagged(verdict.object("categories")),
              "category_scores", verdict.object("category_scores").values()));
    }
    details.put("results", results);
    details.values().removeIf(Objects::isNull);
    return new GuardrailData("moderation", triggered, details(details));
  }

  /** Returns the names of the flagged categories. */
  private static List<String> flagged(JsonTree categories) {
    return categories.values().entrySet().stream()
        .filter(category -> Boolean.TRUE.equals(category.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
