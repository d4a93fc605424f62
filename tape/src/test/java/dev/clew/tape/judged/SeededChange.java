// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.judged;

import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A change of a program, as it shows in one of its requests.
 *
 * @param path how the JSON path of the first difference has to begin
 */
record SeededChange(String kind, @Nullable Object request, String path) {
  static final List<String> KINDS = List.of("prompt", "tool schema", "order", "model", "argument");

  private static final List<String> WORDS = List.of("window", "later", "twice", "Porto", "7");

  /** Returns a change of that kind, or null if the request has nothing of the kind. */
  static @Nullable SeededChange of(String kind, TapeEntry entry, Random random) {
    Object tree = copy(entry.request(), random, false);
    if (!(tree instanceof Map<?, ?>)) {
      return null;
    }
    @SuppressWarnings("unchecked") // made by copy
    Map<String, @Nullable Object> request = (Map<String, @Nullable Object>) tree;
    String path =
        switch (kind) {
          case "prompt" -> prompt(request, random);
          case "tool schema" -> schema(request, random);
          case "order" -> order(request, random);
          case "model" -> model(request);
          default -> argument(request, random);
        };
    return path == null ? null : new SeededChange(kind, request, path);
  }

  /** Returns the same request as another JVM may write it. */
  static @Nullable Object unchanged(TapeEntry entry, Random random) {
    return copy(entry.request(), random, true);
  }

  private static @Nullable Object copy(@Nullable Object tree, Random random, boolean shuffled) {
    if (tree instanceof Map<?, ?> fields) {
      List<Object> names = new ArrayList<>(fields.keySet());
      if (shuffled) {
        Collections.shuffle(names, random);
      }
      Map<String, @Nullable Object> copied = new LinkedHashMap<>();
      for (Object name : names) {
        Object value = copy(fields.get(name), random, shuffled);
        if (shuffled && value instanceof List<?> list && name.equals("tools")) {
          List<Object> tools = new ArrayList<>(list);
          Collections.shuffle(tools, random);
          value = tools;
        }
        copied.put((String) name, value);
      }
      return copied;
    }
    if (tree instanceof List<?> elements) {
      List<@Nullable Object> copied = new ArrayList<>();
      elements.forEach(each -> copied.add(copy(each, random, shuffled)));
      return copied;
    }
    return tree;
  }

  private static @Nullable String prompt(Map<String, @Nullable Object> request, Random random) {
    List<Object> messages = list(request.get("messages"));
    List<Integer> texts = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Object content = map(messages.get(i)).get("content");
      if (content instanceof String text && !text.isBlank() && !Json.seems(text)) {
        texts.add(i);
      }
    }
    if (texts.isEmpty()) {
      return null;
    }
    int at = texts.get(random.nextInt(texts.size()));
    Map<String, @Nullable Object> message = map(messages.get(at));
    String[] words = String.valueOf(message.get("content")).split(" ", -1);
    int word = random.nextInt(words.length);
    words[word] = words[word] + WORDS.get(random.nextInt(WORDS.size()));
    message.put("content", String.join(" ", words));
    return "$.messages[" + at + "].content";
  }

  private static @Nullable String schema(Map<String, @Nullable Object> request, Random random) {
    List<Object> tools = list(request.get("tools"));
    if (tools.isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> function =
        map(map(tools.get(random.nextInt(tools.size()))).get("function"));
    Map<String, @Nullable Object> parameters = map(function.get("parameters"));
    Map<String, @Nullable Object> properties = map(parameters.get("properties"));
    switch (random.nextInt(3)) {
      case 0 -> function.put("description", function.get("description") + " Now.");
      case 1 -> properties.put("currency", Map.of("type", "string"));
      default -> {
        for (Object property : properties.values()) {
          map(property).put("type", "integer");
          break;
        }
        if (properties.isEmpty()) {
          properties.put("currency", Map.of("type", "string"));
        }
      }
    }
    return "$.tools['" + function.get("name") + "']";
  }

  private static @Nullable String order(Map<String, @Nullable Object> request, Random random) {
    List<Object> messages = list(request.get("messages"));
    List<Integer> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < messages.size(); i++) {
      if (!messages.get(i).equals(messages.get(i + 1))) {
        pairs.add(i);
      }
    }
    if (pairs.isEmpty()) {
      return null;
    }
    int at = pairs.get(random.nextInt(pairs.size()));
    Collections.swap(messages, at, at + 1);
    return "$.messages[" + at + "]";
  }

  private static @Nullable String model(Map<String, @Nullable Object> request) {
    return request.computeIfPresent("model", (name, model) -> model + "-next") == null
        ? null
        : "$.model";
  }

  private static @Nullable String argument(Map<String, @Nullable Object> request, Random random) {
    if (!request.containsKey("messages")) { // of a tool
      List<String> names = new ArrayList<>(request.keySet());
      String name = names.isEmpty() ? null : names.get(random.nextInt(names.size()));
      return name == null || request.put(name, "another") == null ? null : "$." + name;
    }
    List<Object> messages = list(request.get("messages"));
    List<String> paths = new ArrayList<>();
    List<Map<String, @Nullable Object>> functions = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      List<Object> calls = list(map(messages.get(i)).get("tool_calls"));
      for (int j = 0; j < calls.size(); j++) {
        paths.add("$.messages[%d].tool_calls[%d].function.arguments".formatted(i, j));
        functions.add(map(map(calls.get(j)).get("function")));
      }
    }
    if (paths.isEmpty()) {
      return null;
    }
    int at = random.nextInt(paths.size());
    functions.get(at).put("arguments", "{\"from\":\"another\"}");
    return paths.get(at);
  }

  @SuppressWarnings("unchecked") // made by copy
  private static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> list ? (List<Object>) list : new ArrayList<>();
  }

  @SuppressWarnings("unchecked") // made by copy
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? (Map<String, @Nullable Object>) map
        : new LinkedHashMap<>();
  }
}
