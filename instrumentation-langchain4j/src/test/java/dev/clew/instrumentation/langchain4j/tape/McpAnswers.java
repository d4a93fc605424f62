// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An MCP server with one tool; as a process, it notes each start in a file. */
final class McpAnswers {
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+|\"[^\"]*\")");

  private McpAnswers() {}

  /** Returns the answer to a message; empty if it wants none. */
  static String to(String message) {
    Matcher id = ID.matcher(message);
    return id.find()
        ? "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + "," + result(message) + "}"
        : "";
  }

  private static String result(String message) {
    if (message.contains("\"initialize\"")) {
      return "\"result\":{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{}},"
          + "\"serverInfo\":{\"name\":\"desk\",\"version\":\"1\"}}";
    }
    if (message.contains("\"tools/list\"")) {
      return "\"result\":{\"tools\":[{\"name\":\"fare\",\"inputSchema\":{\"type\":\"object\"}}]}";
    }
    if (message.contains("Atlantis")) {
      return "\"error\":{\"code\":-32602,\"message\":\"no such city\"}";
    }
    return "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"189.00 EUR\"}]}";
  }

  public static void main(String[] starts) throws IOException {
    Files.writeString(
        Path.of(starts[0]), "started\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer = to(line);
      if (!answer.isEmpty()) {
        out.println(answer);
      }
    }
  }
}
