// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import dev.clew.api.tape.TapeRequest;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.json.Json;
import dev.clew.tape.match.RequestForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What requests say in a fork instead of what the program says. Only requests to chat models are
 * changed: another model's name in a request for embeddings would make no sense.
 *
 * @param model the name of the model, or null to keep it
 * @param system the system prompt, or null to keep it
 */
public record RequestChange(@Nullable String model, @Nullable String system) {
  /** Changes nothing. */
  public static final RequestChange NONE = new RequestChange(null, null);

  /** Returns whether nothing is to be changed. */
  public boolean isNone() {
    return model == null && system == null;
  }

  /**
   * Returns the changed body, or null if the request stays as it is.
   *
   * @throws IllegalArgumentException if the request says it in a place that cannot be changed
   */
  @Nullable String of(TapeRequest request) throws Exception {
    Callable<byte @Nullable []> source = request.body();
    if (isNone() || request.kind() != Kind.HTTP || source == null) {
      return null;
    }
    byte[] bytes = source.call();
    String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    if (!(Json.readContainer(text) instanceof Map<?, ?> body)) {
      return null;
    }
    String path = RequestForm.path(request.url());
    Map<String, @Nullable Object> changed = new LinkedHashMap<>();
    body.forEach((name, value) -> changed.put((String) name, value));
    if (body.get("messages") instanceof List<?> messages) {
      if (system != null) {
        if (path.endsWith("/messages")) {
          changed.put("system", system); // Anthropic
        } else {
          changed.put("messages", withSystem(messages, system));
        }
      }
    } else if (body.containsKey("input") && path.endsWith("/responses")) {
      if (system != null) {
        responses(changed, system);
      }
    } else if (body.containsKey("contents") && model == null) {
      changed.put("systemInstruction", Map.of("parts", List.of(Map.of("text", system))));
    } else if (body.containsKey("contents")) {
      throw new IllegalArgumentException("its model is in the URL");
    } else {
      return null;
    }
    if (model != null) {
      if (!body.containsKey("model")) {
        throw new IllegalArgumentException("its model is in the URL");
      }
      changed.put("model", model);
    }
    return Json.write(changed);
  }

  private static List<Object> withSystem(List<?> messages, String system) {
    List<Object> changed = new ArrayList<>();
    String role = "system";
    int first = 0;
    for (; first < messages.size() && isSystem(messages.get(first)); first++) {
      role = String.valueOf(((Map<?, ?>) messages.get(first)).get("role"));
    }
    changed.add(message(role, system));
    for (Object each : messages.subList(first, messages.size())) {
      changed.add(each);
    }
    return changed;
  }

  private static void responses(Map<String, @Nullable Object> changed, String system) {
    if (changed.get("input") instanceof List<?> items
        && !items.isEmpty()
        && isSystem(items.get(0))) {
      changed.put("input", withSystem(items, system));
    } else {
      changed.put("instructions", system);
    }
  }

  private static boolean isSystem(@Nullable Object message) {
    return message instanceof Map<?, ?> fields
        && ("system".equals(fields.get("role")) || "developer".equals(fields.get("role")));
  }

  private static Map<String, Object> message(String role, String text) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", text);
    return message;
  }
}
