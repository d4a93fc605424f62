// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tools that models request and the results that are sent back. */
public final class RequestedTools {
  private RequestedTools() {}

  /** Returns the result in a tool message; for the export thread. */
  public static String output(Object message) {
    JsonTree json = OpenAiJson.read(message);
    return json.joinedText(json.values().containsKey("content") ? "content" : "output");
  }

  /** Returns the call in a legacy {@code function_call} of chat completions, or null. */
  public static @Nullable RequestedTool ofFunctionCall(@Nullable Object call) {
    List<RequestedTool> requested = new ArrayList<>(1);
    String name = Fields.BY_NAME.text(call, "_name");
    add(requested, name == null ? null : RequestedTool.idOf(name), call, "_arguments");
    return requested.isEmpty() ? null : requested.get(0);
  }

  /**
   * Returns the calls in a {@code tool_calls} list of chat completions.
   *
   * <p>Up to 2.x its elements are function calls; since 3.0 they are a union of function and custom
   * calls.
   */
  public static List<RequestedTool> ofChat(@Nullable Object toolCalls) {
    List<RequestedTool> requested = new ArrayList<>();
    if (toolCalls instanceof List<?> list) {
      for (Object call : list) {
        Object custom = Fields.BY_NAME.read(call, "custom");
        Object variant = custom != null ? custom : Fields.BY_NAME.read(call, "function");
        Object definition = Fields.BY_NAME.read(variant, custom != null ? "_custom" : "_function");
        String id = Fields.BY_NAME.text(call, "_id");
        add(
            requested,
            id != null ? id : Fields.BY_NAME.text(variant, "_id"),
            definition != null ? definition : variant,
            custom != null ? "_input" : "_arguments");
      }
    }
    return requested;
  }

  /**
   * Returns a call of the Responses API, or null if it has no id or name.
   *
   * @param argumentsAccessor the accessor of the tool's arguments
   */
  public static @Nullable RequestedTool ofResponse(
      @Nullable Object call, String argumentsAccessor) {
    List<RequestedTool> requested = new ArrayList<>(1);
    add(requested, Fields.BY_NAME.text(call, "_callId"), call, argumentsAccessor);
    return requested.isEmpty() ? null : requested.get(0);
  }

  private static void add(
      List<RequestedTool> requested, @Nullable String id, @Nullable Object call, String key) {
    String name = Fields.BY_NAME.text(call, "_name");
    String arguments = Fields.BY_NAME.text(call, key);
    if (id != null && name != null) {
      requested.add(new RequestedTool(id, name, arguments == null ? "" : arguments));
    }
  }
}
