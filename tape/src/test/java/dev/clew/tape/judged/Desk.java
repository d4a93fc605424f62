// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.judged;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.tape.TestTape;
import dev.clew.tape.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tape of a desk whose agents are much alike, which makes the nearest recording hard to find.
 */
final class Desk {
  private static final List<String> CITIES = List.of("Lisbon", "Porto", "Faro", "Madrid");
  private static final int TURNS = 4;

  private Desk() {}

  static Path record(Path file) throws IOException {
    TestTape tape = TestTape.recording(file);
    for (String city : CITIES) {
      tape.agents = "travel-desk/specialists/" + city;
      agent(tape, city);
    }
    tape.close();
    return file;
  }

  private static void agent(TestTape tape, String city) {
    List<Object> messages = new ArrayList<>();
    messages.add(message("system", "You find flights. Answer briefly, and never invent a price."));
    messages.add(message("user", "I want to fly to " + city + " on Friday, in the morning."));
    for (int turn = 1; turn <= TURNS; turn++) {
      String arguments = "{\"from\":\"Berlin\",\"to\":\"%s\",\"day\":%d}".formatted(city, turn);
      Map<String, Object> function = new LinkedHashMap<>();
      function.put("name", turn % 2 == 0 ? "seatMap" : "findFares");
      function.put("arguments", arguments);
      Map<String, Object> call = new LinkedHashMap<>();
      call.put("id", "call_" + city + turn + "abcdef");
      call.put("type", "function");
      call.put("function", function);
      chat(
          tape,
          messages,
          "{\"choices\":[{\"message\":{\"tool_calls\":[%s]}}]}".formatted(Json.write(call)));
      Map<String, Object> asked = message("assistant", "");
      asked.put("content", null);
      asked.put("tool_calls", List.of(call));
      messages.add(asked);
      String result =
          "{\"fare\":%d.00,\"seats\":[\"%dA\",\"%dF\"]}".formatted(180 + turn, turn, turn);
      tool(tape, (String) function.get("name"), arguments, result);
      Map<String, Object> answered = message("tool", result);
      answered.put("tool_call_id", call.get("id"));
      messages.add(answered);
    }
    chat(
        tape,
        messages,
        "{\"choices\":[{\"message\":{\"content\":\"Fly to %s.\"}}]}".formatted(city));
  }

  private static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  private static void chat(TestTape tape, List<Object> messages, String answer) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("model", "gpt-4o-mini");
    request.put("messages", messages);
    request.put("tools", List.of(definition("findFares"), definition("seatMap")));
    tape.call(
        TapeRequest.http(Desk.class, "POST", "http://h/v1/chat/completions", Json.write(request)),
        "application/json",
        answer);
  }

  private static Object definition(String name) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("from", Map.of("type", "string"));
    properties.put("to", Map.of("type", "string"));
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("type", "object");
    parameters.put("properties", properties);
    parameters.put("required", List.of("from", "to"));
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name);
    function.put("description", "Says what " + name + " says.");
    function.put("parameters", parameters);
    return Map.of("type", "function", "function", function);
  }

  private static void tool(TestTape tape, String name, String arguments, String result) {
    TapeRecorder recorder =
        tape.session.begin(TapeRequest.tool(Desk.class, name, arguments)).recorder();
    recorder.piece(result);
    recorder.complete();
  }
}
