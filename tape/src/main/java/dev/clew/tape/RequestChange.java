// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import dev.clew.api.tape.TapeRequest;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.json.Json;
import dev.clew.tape.match.RequestForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What requests say in a fork instead of what the program says. Only requests to chat models are
 * changed: another model's name in a request for embeddings would make no sense.
 *
 * @param model the name of the model, or null to keep it
 * @param system the system prompt, or null to keep it
 */
public record RequestChange(@Nullable String model, @Nullable String system) {
  /** In requests of Gemini and Bedrock, the model is in the URL. */
  private static final Pattern MODEL_IN_PATH =
      Pattern.compile(
          "(.*/models?/)([^/:]+)(:(?:g|streamG)enerateContent"
              + "|/converse(?:-stream)?|/invoke(?:-with-response-stream)?)");

  /** Changes nothing. */
  public static final RequestChange NONE = new RequestChange(null, null);

  /** Returns whether nothing is to be changed. */
  public boolean isNone() {
    return model == null && system == null;
  }

  /**
   * What a request says instead.
   *
   * @param body JSON
   * @param path where it goes, or null if that does not change
   */
  record Changed(String body, @Nullable String path) {}

  /**
   * Returns the changed request, or null if it stays as it is.
   *
   * @throws IllegalArgumentException if the request says it in a place that cannot be changed
   */
  @Nullable Changed of(TapeRequest request) throws Exception {
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
    Matcher modelInPath = MODEL_IN_PATH.matcher(path);
    if (modelInPath.matches()) {
      return inPath(changed, modelInPath);
    }
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
    } else {
      return null;
    }
    if (model != null) {
      if (!body.containsKey("model")) {
        throw new IllegalArgumentException("its model is in the URL");
      }
      changed.put("model", model);
    }
    return new Changed(Json.write(changed), null);
  }

  /** Changes what is sent to Gemini or Bedrock. */
  private @Nullable Changed inPath(Map<String, @Nullable Object> body, Matcher path) {
    String call = path.group(3);
    boolean invoke = call.startsWith("/invoke");
    if (invoke && !body.containsKey("messages")) {
      if (body.containsKey("prompt")) {
        throw new IllegalArgumentException("its prompt may be one for an image");
      }
      return null; // embeddings
    }
    if (system != null) {
      if (call.startsWith(":")) {
        body.put("systemInstruction", Map.of("parts", List.of(Map.of("text", system))));
      } else if (!invoke || path.group(2).contains("nova")) {
        body.put("system", List.of(Map.of("text", system)));
      } else if (body.containsKey("anthropic_version")) {
        body.put("system", system);
      } else if (body.get("messages") instanceof List<?> messages) {
        body.put("messages", withSystem(messages, system));
      }
    }
    String moved =
        model == null
            ? null
            : path.group(1) + URLEncoder.encode(model, StandardCharsets.UTF_8) + call;
    return new Changed(Json.write(body), moved);
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
