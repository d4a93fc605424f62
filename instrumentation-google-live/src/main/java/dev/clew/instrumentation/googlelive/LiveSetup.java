// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.Providers;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session was opened with.
 *
 * @param model the model as the application named it
 * @param request the JSON of the first message, which the library has written
 */
record LiveSetup(
    String provider,
    @Nullable String serverAddress,
    @Nullable String model,
    @Nullable String request) {
  private static final String SYSTEM = "systemInstruction";
  private static final String TOOLS = "tools";
  private static final String CONFIG = "generationConfig";

  /** The handle lets whoever knows it resume the session. */
  private static final Set<String> NOT_PARAMETERS =
      Set.of("model", SYSTEM, TOOLS, CONFIG, "sessionResumption");

  /** Describes a session; the URI, with which it is opened, may have a key in its query. */
  static LiveSetup of(URI uri, @Nullable String model, @Nullable String request) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String address = Providers.address(uri.toString());
    int service = address == null ? -1 : address.indexOf("/ws/");
    return new LiveSetup(
        path.contains(".aiplatform.") ? "gcp.vertex_ai" : "gcp.gemini",
        address == null || service < 0 ? address : address.substring(0, service),
        model,
        request);
  }

  /** Returns the settings in the request; for the export thread. */
  JsonTree settings() {
    return LiveJson.parse(request).object("setup");
  }

  static @Nullable String instructions(JsonTree settings) {
    StringBuilder text = new StringBuilder();
    for (JsonTree part : settings.object(SYSTEM).objects("parts")) {
      text.append(part.textOrEmpty("text"));
    }
    return text.isEmpty() ? null : text.toString();
  }

  static Map<String, @Nullable Object> parameters(JsonTree settings) {
    Map<String, @Nullable Object> parameters =
        new LinkedHashMap<>(settings.object(CONFIG).values());
    parameters.putAll(settings.without(NOT_PARAMETERS));
    parameters.values().removeIf(value -> value == null);
    return parameters;
  }

  /** Returns the functions, and of the provider's own tools the names. */
  static List<ToolDefinition> tools(JsonTree settings) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonTree tool : settings.objects(TOOLS)) {
      for (JsonTree function : tool.objects("functionDeclarations")) {
        Object schema = function.values().get("parameters");
        tools.add(
            new ToolDefinition(
                function.textOrEmpty("name"),
                function.text("description"),
                schema != null ? schema : function.values().get("parametersJsonSchema")));
      }
      for (String name : tool.without(Set.of("functionDeclarations")).keySet()) {
        tools.add(new ToolDefinition(name, null, null));
      }
    }
    return tools;
  }
}
