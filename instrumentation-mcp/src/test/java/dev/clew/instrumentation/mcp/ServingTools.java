// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** An SDK server over pipes, which is called with and without a span. */
final class ServingTools implements UnaryOperator<String> {
  static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final String META = ",\"_meta\":{\"traceparent\":\"" + TRACEPARENT + "\"}";

  @Override
  public String apply(String kind) {
    try (PipedInputStream questions = new PipedInputStream(8192);
        PipedOutputStream ask = new PipedOutputStream(questions);
        PipedInputStream answers = new PipedInputStream(8192);
        PipedOutputStream answer = new PipedOutputStream(answers)) {
      McpServerTransportProvider transport = transport(questions, answer);
      Runnable stop = kind.equals("sync") ? sync(transport) : async(transport);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
      String joined = ask(ask, lines);
      stop.run();
      return joined;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Runnable sync(McpServerTransportProvider transport) {
    var server =
        McpServer.sync(transport)
            .serverInfo("desk", "1")
            .toolCall(tool(), (exchange, request) -> result(current()))
            .build();
    return server::close;
  }

  private static Runnable async(McpServerTransportProvider transport) {
    var server =
        McpServer.async(transport)
            .serverInfo("desk", "1")
            .toolCall(tool(), (exchange, request) -> later())
            .build();
    return server::close;
  }

  private static String ask(OutputStream ask, BufferedReader lines) throws IOException {
    write(
        ask,
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
            + "\"2024-11-05\",\"capabilities\":{},\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}}");
    answer(lines);
    write(ask, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    String first = call(ask, lines, META);
    return first + ", then " + call(ask, lines, "");
  }

  private static String call(OutputStream ask, BufferedReader lines, String meta)
      throws IOException {
    write(
        ask,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"seat\","
            + "\"arguments\":{}"
            + meta
            + "}}");
    return answer(lines).replaceFirst(".*<(.*)>.*", "$1");
  }

  private static String answer(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("\"result\"") || line.contains("\"error\"")) {
        return line;
      }
    }
    throw new IOException("no answer");
  }

  private static void write(OutputStream ask, String line) throws IOException {
    ask.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    ask.flush();
  }

  @SuppressWarnings("deprecation") // available in all versions
  static Tool tool() {
    return Tool.builder()
        .name("seat")
        .description("Finds a seat.")
        .inputSchema(new JsonSchema("object", Map.of(), List.of(), null, null, null))
        .build();
  }

  @SuppressWarnings("deprecation") // available in all versions
  static CallToolResult result(String text) {
    return CallToolResult.builder().addTextContent("<" + text + ">").isError(false).build();
  }

  /** Returns a tool's answer that is assembled first and runs upon subscription. */
  static Mono<CallToolResult> later() {
    String assembled = current();
    return Mono.fromCallable(() -> result(assembled.equals(current()) ? assembled : "lost"));
  }

  static String current() {
    RemoteParent parent = Context.current().get(RemoteParent.KEY);
    return parent == null ? "none" : parent.spanId() + " in " + parent.traceId();
  }

  /** Its first parameter has another type since 0.13. */
  private static McpServerTransportProvider transport(InputStream in, OutputStream out)
      throws ReflectiveOperationException {
    for (Constructor<?> each : StdioServerTransportProvider.class.getConstructors()) {
      if (each.getParameterCount() == 3) {
        return (McpServerTransportProvider)
            each.newInstance(mapper(each.getParameterTypes()[0]), in, out);
      }
    }
    throw new NoSuchMethodException("StdioServerTransportProvider");
  }

  private static Object mapper(Class<?> type) throws ReflectiveOperationException {
    if (type.getSimpleName().equals("ObjectMapper")) {
      return type.getConstructor().newInstance();
    }
    try {
      return Class.forName("io.modelcontextprotocol.json.McpJsonDefaults")
          .getMethod("getMapper")
          .invoke(null);
    } catch (ClassNotFoundException before1) {
      return type.getMethod("getDefault").invoke(null);
    }
  }
}
