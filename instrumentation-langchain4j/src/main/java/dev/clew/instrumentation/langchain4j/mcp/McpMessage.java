// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.instrumentation.langchain4j.value.Accessors;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an MCP server.
 *
 * <p>Read by name and reflection: the classes moved to another package in 1.11, and their
 * parameters became objects in 1.13. It happens once per request to another process.
 */
final class McpMessage {
  private static final String META = "_meta";

  private static final Map<String, String> METHODS =
      Map.of(
          "McpCallToolRequest", "tools/call",
          "McpListToolsRequest", "tools/list",
          "McpListResourcesRequest", "resources/list",
          "McpListResourceTemplatesRequest", "resources/templates/list",
          "McpReadResourceRequest", "resources/read",
          "McpListPromptsRequest", "prompts/list",
          "McpGetPromptRequest", "prompts/get");

  private final Object request;
  private final String method;

  private McpMessage(Object request, String method) {
    this.request = request;
    this.method = method;
  }

  /** Returns the request in {@code sent}, or null if it is irrelevant, such as a ping. */
  static @Nullable McpMessage of(Object sent) {
    // Since 1.11 some are sent together with their call's context.
    Object inner = Accessors.read(sent, "message");
    Object request = inner == null ? sent : inner;
    String method = METHODS.get(request.getClass().getSimpleName());
    return method == null ? null : new McpMessage(request, method);
  }

  String method() {
    return method;
  }

  boolean isToolCall() {
    return method.equals("tools/call");
  }

  @Nullable Long id() {
    return Accessors.read(request, "getId") instanceof Long id ? id : null;
  }

  /** Returns the server's name for the tool. */
  @Nullable String toolName() {
    Object params = Accessors.read(request, "getParams");
    Object name = params instanceof Map<?, ?> map ? map.get("name") : read(params, "getName");
    return name instanceof String text ? text : null;
  }

  /** Adds a field to {@code _meta} unless the application has set it. */
  @SuppressWarnings("unchecked") // the declared type before 1.13
  void addMeta(String key, String value) throws ReflectiveOperationException {
    Object params = Accessors.read(request, "getParams");
    if (params instanceof Map<?, ?> map) {
      Map<String, Object> changed = with(map.get(META), key, value);
      if (changed != null) {
        ((Map<String, Object>) map).put(META, changed);
      }
    } else if (params != null) {
      Map<String, Object> changed = with(read(params, "getMeta"), key, value);
      if (changed != null) {
        Method setter = params.getClass().getMethod("setMeta", Map.class);
        setter.invoke(params, changed);
      }
    }
  }

  /** Returns a copy with the field added, because the map may be the application's own. */
  private static @Nullable Map<String, Object> with(
      @Nullable Object meta, String key, String value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (meta instanceof Map<?, ?> map) {
      if (map.containsKey(key)) {
        return null;
      }
      map.forEach((name, each) -> copy.put(String.valueOf(name), each));
    }
    copy.put(key, value);
    return copy;
  }

  private static @Nullable Object read(@Nullable Object params, String name) {
    return Accessors.read(params, name);
  }
}
