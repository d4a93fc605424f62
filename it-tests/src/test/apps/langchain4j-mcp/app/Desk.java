// SPDX-License-Identifier: Apache-2.0
package app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The logic of an MCP server, for any transport. It also writes the requests it receives to a file.
 */
final class Desk {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Map<String, String> RESULTS =
      Map.of(
          "tools/list",
          "{'tools':[{'name':'fare','description':'Price of a flight','inputSchema':{'type':'object',"
              + "'properties':{'to':{'type':'string'}}}},{'name':'seats','description':'Free seats',"
              + "'inputSchema':{'type':'object','properties':{}}}]}",
          "prompts/list",
          "{'prompts':[{'name':'greeting'}]}",
          "prompts/get",
          "{'messages':[{'role':'user','content':{'type':'text','text':'Good morning'}}]}",
          "resources/list",
          "{'resources':[{'uri':'file:///fares.csv','name':'fares'}]}",
          "resources/read",
          "{'contents':[{'uri':'file:///fares.csv','text':'Rome;189'}]}",
          "ping",
          "{}");

  private final Path log;

  Desk(Path log) {
    this.log = log;
  }

  /** Returns the answer to a message, or null if the message needs none. */
  String answer(String line) {
    try {
      JsonNode message = MAPPER.readTree(line);
      String method = message.path("method").asText();
      if (!message.has("id") || !message.has("method")) {
        return null;
      }
      if (!method.equals("initialize") && !method.equals("ping")) {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      String result =
          switch (method) {
            case "initialize" ->
                "{'protocolVersion':'%s','capabilities':{'tools':{}},'serverInfo':{'name':'fares','version':'1'}}"
                    .formatted(message.at("/params/protocolVersion").asText());
            case "tools/call" -> call(message.path("params"));
            default -> RESULTS.get(method);
          };
      return result == null
          ? null
          : "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
              .formatted(message.path("id"), result.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the result of a tool, or null if the tool never answers. */
  private static String call(JsonNode params) {
    return switch (params.path("name").asText()) {
      case "fare" ->
          "{'content':[{'type':'text','text':'189 EUR to %s'}]}"
              .formatted(params.at("/arguments/to").asText());
      case "seats" -> "{'isError':true,'content':[{'type':'text','text':'no seat map'}]}";
      case "opinion" ->
          "{'content':[{'type':'text','text':'%s'}]}".formatted(Opinion.about("Rome"));
      case "crash" -> {
        Runtime.getRuntime().halt(1);
        yield null;
      }
      default -> null;
    };
  }
}
