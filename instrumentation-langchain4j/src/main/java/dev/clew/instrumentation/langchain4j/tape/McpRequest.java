// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.value.Accessors;
import org.jspecify.annotations.Nullable;

/**
 * A request to an MCP server, read by reflection and the mapper with which transports write it: its
 * classes moved to another package in 1.11.
 */
final class McpRequest {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("dev.langchain4j.");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Object message;
  private final String method;

  private McpRequest(Object message, String method) {
    this.message = message;
    this.method = method;
  }

  /** Returns the request in {@code sent}, or null if it is none of the library's. */
  static @Nullable McpRequest of(@Nullable Object sent) {
    if (!LIBRARY.mayCall(sent)) {
      return null;
    }
    // Since 1.11, most are sent together with the context of their call.
    Object inner = Accessors.read(sent, "message");
    Object message = inner == null ? sent : inner;
    if (message == null || !LIBRARY.mayCall(message)) {
      return null;
    }
    try {
      Object method = message.getClass().getField("method").get(message);
      return new McpRequest(message, MAPPER.convertValue(method, String.class));
    } catch (ReflectiveOperationException | IllegalArgumentException unknown) {
      return null;
    }
  }

  /** Describes the start of a transport. */
  static TapeRequest connect(Object transport) {
    return TapeRequest.mcp(transport.getClass(), "connect", null);
  }

  boolean isPing() {
    return method.equals("ping");
  }

  TapeRequest onTape(Object transport) {
    return TapeRequest.mcp(
        transport.getClass(),
        method,
        () -> MAPPER.writeValueAsBytes(MAPPER.valueToTree(message).path("params")));
  }

  /** Returns a server's answer without its id, which is another one in another run. */
  static String text(JsonNode answer) {
    ObjectNode rest = MAPPER.createObjectNode();
    answer
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("id") && !name.equals("jsonrpc")) {
                rest.set(name, answer.get(name));
              }
            });
    return rest.toString();
  }

  /** Returns the recorded answer, as one to this request. */
  JsonNode answer(String recorded) throws JsonProcessingException {
    ObjectNode answer = MAPPER.createObjectNode();
    answer.put("jsonrpc", "2.0");
    answer.set("id", MAPPER.valueToTree(Accessors.read(message, "getId")));
    JsonNode rest = MAPPER.readTree(recorded);
    rest.fieldNames().forEachRemaining(name -> answer.set(name, rest.get(name)));
    return answer;
  }
}
