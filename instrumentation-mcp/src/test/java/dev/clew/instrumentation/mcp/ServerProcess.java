// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

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

/** An MCP server as a process, which notes each start in a file. */
final class ServerProcess {
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+|\"[^\"]*\")");
  private static final Pattern VERSION = Pattern.compile("\"protocolVersion\"\\s*:\\s*\"[^\"]*\"");

  private ServerProcess() {}

  public static void main(String[] starts) throws IOException {
    Files.writeString(
        Path.of(starts[0]), "started\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Matcher id = ID.matcher(line);
      if (id.find()) {
        out.println("{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + "," + result(line) + "}");
      }
    }
  }

  private static String result(String request) {
    Matcher version = VERSION.matcher(request);
    if (version.find()) {
      return "\"result\":{%s,\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"desk\",\"version\":\"1\"}}"
          .formatted(version.group());
    }
    return request.contains("Atlantis")
        ? "\"error\":{\"code\":-32602,\"message\":\"no such city\"}"
        : "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"189.00 EUR\"}]}";
  }
}
