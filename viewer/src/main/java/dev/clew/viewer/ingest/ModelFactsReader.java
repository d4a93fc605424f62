// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Hash;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.Part;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is kept of a model call: model, tokens, cost, and the tools it requested. */
final class ModelFactsReader {

  private static final int MAX_CALLS = 200;

  private final SpanContent content;
  private final Set<SpanFlag> flags;

  ModelFactsReader(SpanContent content, Set<SpanFlag> flags) {
    this.content = content;
    this.flags = flags;
  }

  ModelFacts facts() {
    JsonNode more = content.more();
    boolean embedding = content.type() == SpanType.EMBEDDING;
    List<Message> input = embedding ? List.of() : content.input();
    List<String> calls = new ArrayList<>(0);
    List<String> ids = new ArrayList<>(0);
    if (!embedding) {
      for (Message message : content.output()) {
        for (Part part : message.parts()) {
          if (part instanceof Part.ToolCall call && calls.size() < MAX_CALLS) {
            calls.add(Excerpts.cut(call.name(), 200));
            ids.add(call.id() == null ? "" : call.id());
          }
        }
      }
    }
    String finish = finishReason();
    if (finish != null && (finish.equals("length") || finish.equals("max_tokens"))) {
      flags.add(SpanFlag.ANSWER_CUT);
    }
    Set<String> offered = embedding ? Set.of() : offered();
    String answered = Json.text(more, "response_model");
    return new ModelFacts(
        Json.text(more, "request_model"),
        answered == null ? content.text("model") : answered,
        Json.text(more, "provider"),
        tokens(),
        cost(),
        finish,
        List.copyOf(calls),
        List.copyOf(ids),
        calls.isEmpty() || offered.isEmpty()
            ? List.of()
            : calls.stream().filter(name -> !offered.contains(name)).distinct().toList(),
        offered.stream().limit(ModelFacts.MAX_OFFERED).toList(),
        input.size(),
        input.isEmpty() ? 0 : Hash.of(input.get(0).role() + "\n" + input.get(0).plain()));
  }

  private @Nullable String finishReason() {
    for (JsonNode reason : Json.child(content.more(), "finish_reasons")) {
      if (reason.isTextual()) {
        return reason.textValue();
      }
    }
    return null;
  }

  private Set<String> offered() {
    Set<String> offered = new LinkedHashSet<>();
    for (JsonNode tool : content.offeredTools()) {
      String name = tool.isTextual() ? tool.textValue() : Json.text(tool, "name");
      if (name != null) {
        offered.add(Excerpts.cut(name, 200));
      }
    }
    return offered;
  }

  private @Nullable Tokens tokens() {
    JsonNode all = Json.child(content.more(), "usage");
    JsonNode ingest = Json.child(content.data(), "usage");
    long input = Json.number(all, "input", Json.number(ingest, "input_tokens", -1));
    long output = Json.number(all, "output", Json.number(ingest, "output_tokens", -1));
    if (input < 0 && output < 0) {
      return null;
    }
    boolean estimated = Json.child(all, "estimated").asBoolean(false);
    if (estimated) {
      flags.add(SpanFlag.ESTIMATED);
    }
    JsonNode details = Json.child(ingest, "details");
    return new Tokens(
        Math.max(0, input),
        Math.max(0, output),
        Json.number(all, "cached_input", Json.number(details, "cached_tokens", 0)),
        Json.number(all, "cache_write_input", 0),
        Json.number(all, "reasoning", Json.number(details, "reasoning_tokens", 0)),
        estimated);
  }

  private @Nullable Cost cost() {
    JsonNode attributes = content.attributes();
    if (attributes.has("clew.cost.total")) {
      return new Cost(
          Json.decimal(attributes, "clew.cost.total", 0),
          Json.decimal(attributes, "clew.cost.input", 0),
          Json.decimal(attributes, "clew.cost.output", 0),
          Json.decimal(attributes, "clew.cost.cache_savings", 0),
          0,
          Json.text(attributes, "clew.cost.source"));
    }
    return attributes.has("clew.cost.unknown") ? new Cost(0, 0, 0, 0, 1, null) : null;
  }
}
