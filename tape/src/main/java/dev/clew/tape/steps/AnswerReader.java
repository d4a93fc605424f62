// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.json.Json;
import dev.clew.tape.json.JsonNumber;
import dev.clew.tape.match.RequestForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of models, whole or streamed. One walk serves all providers, since the fields that
 * matter here have few names and no provider gives another meaning to them; what is not known stays
 * unknown.
 */
final class AnswerReader {
  private static final String DATA = "data:";

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Call> calls = new LinkedHashMap<>();
  private String model = "";
  private long input = -1;
  private long output = -1;

  private static final class Call {
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  private AnswerReader() {}

  static Answer read(TapeEntry entry) {
    AnswerReader reader = new AnswerReader();
    String body = entry.body().text();
    if (body != null && entry.kind() == Kind.HTTP) {
      Object whole = Json.readContainer(body);
      if (whole != null) {
        reader.event(whole, 0);
      } else {
        body.lines().forEach(reader::line);
      }
    }
    return reader.answer();
  }

  private void line(String line) {
    Object event = Json.readContainer(line.startsWith(DATA) ? line.substring(DATA.length()) : line);
    if (event != null) {
      event(event, 0);
    }
  }

  private Answer answer() {
    List<ToolUse> tools = new ArrayList<>();
    for (Call call : calls.values()) {
      String arguments = call.arguments.toString();
      tools.add(
          new ToolUse(call.name, RequestForm.canonical(arguments.isEmpty() ? "{}" : arguments)));
    }
    return new Answer(model, text.toString(), tools, input, output);
  }

  private void event(Object event, int at) {
    if (event instanceof List<?> several) {
      several.forEach(each -> event(each == null ? "" : each, at)); // Gemini without SSE
    }
    if (!(event instanceof Map<?, ?> fields)) {
      return;
    }
    String type = text(fields, "type");
    if (type.equals("response.completed") || type.equals("response.incomplete")) {
      clear(); // the whole response, after its pieces
      event(map(fields, "response"), 0);
      return;
    }
    model = first(model, text(fields, "model"), text(fields, "modelVersion"));
    usage(map(fields, "usage"));
    usage(map(fields, "usageMetadata"));
    usage(fields); // Ollama
    for (Object choice : list(fields, "choices")) {
      message(map(choice, "message"));
      message(map(choice, "delta"));
      text.append(text(choice, "text"));
    }
    for (Object candidate : list(fields, "candidates")) {
      parts(list(map(candidate, "content"), "parts"));
    }
    for (Object item : list(fields, "output")) {
      item(item);
    }
    if (type.equals("message_start")) {
      event(map(fields, "message"), 0);
    } else if (type.equals("content_block_start")) {
      block(map(fields, "content_block"), text(fields, "index"));
    } else if (type.equals("content_block_delta")) {
      Map<?, ?> delta = map(fields, "delta");
      text.append(text(delta, "text"));
      if (!text(delta, "partial_json").isEmpty()) {
        call(text(fields, "index")).arguments.append(text(delta, "partial_json"));
      }
    } else if (type.equals("response.output_text.delta")) {
      text.append(text(fields, "delta"));
    } else {
      message(map(fields, "message")); // Ollama
      message(map(map(fields, "output"), "message")); // Bedrock
      blocks(list(fields, "content")); // Anthropic
    }
  }

  private void clear() {
    text.setLength(0);
    calls.clear();
  }

  private void message(Map<?, ?> message) {
    text.append(text(message, "content")).append(text(message, "refusal"));
    blocks(list(message, "content"));
    for (Object each : list(message, "tool_calls")) {
      Map<?, ?> function = map(each, "function");
      String index = text(each, "index");
      named(index.isEmpty() ? "#" + calls.size() : index, function, "arguments");
    }
  }

  private void blocks(List<?> blocks) {
    blocks.forEach(each -> block(each, "#" + calls.size()));
  }

  private void block(@Nullable Object block, String key) {
    if (text(block, "type").equals("tool_use")) {
      named(key, block, "input");
    } else if (!map(block, "toolUse").isEmpty()) {
      named(key, map(block, "toolUse"), "input");
    } else {
      text.append(text(block, "text"));
    }
  }

  private void parts(List<?> parts) {
    for (Object part : parts) {
      text.append(text(part, "text"));
      if (!map(part, "functionCall").isEmpty()) {
        named("#" + calls.size(), map(part, "functionCall"), "args");
      }
    }
  }

  private void item(@Nullable Object item) {
    if (text(item, "type").equals("function_call")) {
      named("#" + calls.size(), item, "arguments");
    } else {
      list(item, "content").forEach(content -> text.append(text(content, "text")));
    }
  }

  private void named(String key, @Nullable Object function, String arguments) {
    Call call = call(key);
    call.name += text(function, "name");
    Object value = function instanceof Map<?, ?> fields ? fields.get(arguments) : null;
    if (value instanceof String piece) {
      call.arguments.append(piece);
    } else if (value instanceof Map<?, ?> tree && !tree.isEmpty()) {
      call.arguments.append(Json.write(tree));
    }
  }

  private Call call(String key) {
    return calls.computeIfAbsent(key, any -> new Call());
  }

  private void usage(Map<?, ?> usage) {
    input =
        number(input, usage, "prompt_tokens", "input_tokens", "inputTokens", "promptTokenCount");
    input = number(input, usage, "prompt_eval_count");
    output = number(output, usage, "completion_tokens", "output_tokens", "outputTokens");
    output = number(output, usage, "candidatesTokenCount", "eval_count");
  }

  private static long number(long before, Map<?, ?> fields, String... names) {
    for (String name : names) {
      if (fields.get(name) instanceof JsonNumber number) {
        try {
          return Long.parseLong(number.text());
        } catch (NumberFormatException noCount) {
          // Another name may have one.
        }
      }
    }
    return before;
  }

  private static String first(String... texts) {
    for (String each : texts) {
      if (!each.isEmpty()) {
        return each;
      }
    }
    return "";
  }

  static String text(@Nullable Object fields, String name) {
    Object value = fields instanceof Map<?, ?> map ? map.get(name) : null;
    if (value instanceof JsonNumber number) {
      return number.text();
    }
    return value instanceof String string ? string : "";
  }

  static Map<?, ?> map(@Nullable Object fields, String name) {
    Object value = fields instanceof Map<?, ?> map ? map.get(name) : null;
    return value instanceof Map<?, ?> found ? found : Map.of();
  }

  static List<?> list(@Nullable Object fields, String name) {
    Object value = fields instanceof Map<?, ?> map ? map.get(name) : null;
    return value instanceof List<?> found ? found : List.of();
  }
}
