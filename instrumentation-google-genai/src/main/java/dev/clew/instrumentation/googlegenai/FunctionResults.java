// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.common.collect.ImmutableMap;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.Part;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Span;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the functions that models request and the results that are sent back.
 *
 * <p>Most models give their requests no id, and the library's simplest way to build a result takes
 * none. A result is then that of the first unanswered request of its name.
 */
final class FunctionResults {
  private FunctionResults() {}

  /** Returns the functions that parts of an answer request. */
  static List<RequestedTool> requested(List<Part> parts) {
    List<RequestedTool> requested = new ArrayList<>(0);
    for (Part part : parts) {
      FunctionCall call = GenAiLibrary.own(part.functionCall().orElse(null));
      // Where arguments are streamed, the parts after the first have no name.
      if (call != null && call.name().isPresent()) {
        requested.add(requested(call));
      }
    }
    return requested;
  }

  private static RequestedTool requested(FunctionCall call) {
    String name = call.name().orElse("");
    return new RequestedTool(
        call.id().orElseGet(() -> RequestedTool.idOf(name)),
        name,
        new Arguments(call.args().orElse(null)));
  }

  /** A function's arguments, rendered on the export thread. */
  private record Arguments(@Nullable Map<String, Object> values) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Arguments arguments
          && (values == arguments.values
              || (isPlain(values)
                  && isPlain(arguments.values)
                  && Objects.equals(values, arguments.values)));
    }

    @Override
    public int hashCode() {
      return values == null ? 0 : values.size();
    }

    @Override
    public String toString() {
      return values == null ? "{}" : JsonWriter.write(GenAiLibrary.plain(values));
    }

    /** Returns whether comparing {@code value} runs no code of the application. */
    private static boolean isPlain(@Nullable Object value) {
      if (value instanceof Map<?, ?> map) {
        return (map instanceof ImmutableMap || LibraryClasses.isOfJdk(map))
            && map.values().stream().allMatch(Arguments::isPlain);
      }
      if (value instanceof Collection<?> list) {
        return Values.isOfJdk(list) && list.stream().allMatch(Arguments::isPlain);
      }
      return value == null || LibraryClasses.isOfJdk(value);
    }
  }

  /** Returns the text of a result; for the export thread. */
  static String output(Object response) {
    return JsonWriter.write(GenAiJson.read(response).object("response").values());
  }

  /**
   * Reports the results at the end of a conversation; returns the span of one of their functions,
   * or null.
   */
  static @Nullable Span report(Contents contents, ToolLoop tools) {
    if (!tools.isWaiting()) {
      return null;
    }
    Span answered = null;
    List<RequestedTool> unanswered = new ArrayList<>();
    List<FunctionResponse> responses = new ArrayList<>();
    for (Contents.Turn turn : contents.turns()) {
      List<RequestedTool> requested = requested(turn.parts());
      if (!requested.isEmpty()) {
        // An earlier round, whose results have been sent before.
        unanswered = requested;
        responses.clear();
      }
      for (Part part : turn.parts()) {
        FunctionResponse response = GenAiLibrary.own(part.functionResponse().orElse(null));
        if (response != null) {
          responses.add(response);
        }
      }
    }
    for (FunctionResponse response : responses) {
      RequestedTool request = take(unanswered, response);
      String id = request != null ? request.id() : id(response);
      if (tools.isWaiting(id)) {
        Span function = tools.resultSent(id, null, request, response);
        answered = function == null ? answered : function;
      }
    }
    return answered;
  }

  private static String id(FunctionResponse response) {
    return response.id().orElseGet(() -> RequestedTool.idOf(response.name().orElse("")));
  }

  /** Returns the request that a response answers, and removes it; null if there is none. */
  private static @Nullable RequestedTool take(
      List<RequestedTool> unanswered, FunctionResponse response) {
    String id = response.id().orElse(null);
    String name = response.name().orElse("");
    Iterator<RequestedTool> each = unanswered.iterator();
    while (each.hasNext()) {
      RequestedTool request = each.next();
      if (id != null ? request.id().equals(id) : request.name().equals(name)) {
        each.remove();
        return request;
      }
    }
    return null;
  }
}
