// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Tools, prompts and resources of MCP servers; each method prints its results. */
public final class Main {
  interface Assistant {
    String answer(String question);
  }

  private Main() {}

  public static void main(String[] args) throws Exception {
    ChatModel model =
        OpenAiChatModel.builder().baseUrl(args[0]).apiKey(args[1]).modelName("gpt-4o").build();
    try (McpClient client = stdio("fares-desk")) {
      agent(model, client, "stdio");
      direct(client);
    }
    try (McpClient client = stdio("frail-desk")) {
      say("timeout", () -> client.executeTool(request("slow")) != null);
      say("crash", () -> client.executeTool(request("crash")) != null);
      say("reconnected", () -> reconnected(client));
    }
    try (HttpDesk desk = new HttpDesk();
        McpClient client =
            client("http-desk", new StreamableHttpMcpTransport.Builder().url(desk.url()).build())) {
      agent(model, client, "http");
    }
    received("stdio.jsonl");
    received("http.jsonl");
    System.exit(0);
  }

  private static McpClient stdio(String key) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String path = System.getProperty("java.class.path");
    List<String> command =
        List.of(java, "-XX:TieredStopAtLevel=1", "-cp", path, Server.class.getName());
    return client(key, new StdioMcpTransport.Builder().command(command).build());
  }

  private static McpClient client(String key, McpTransport transport) {
    boolean frail = key.equals("frail-desk");
    return new DefaultMcpClient.Builder()
        .key(key)
        .transport(transport)
        .toolExecutionTimeout(frail ? Duration.ofSeconds(1) : Duration.ofSeconds(30))
        .autoHealthCheckInterval(frail ? Duration.ofMillis(200) : Duration.ofMinutes(1))
        .build();
  }

  private static void agent(ChatModel model, McpClient client, String question) {
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model)
            .toolProvider(McpToolProvider.builder().mcpClients(client).build())
            .build();
    say(question, () -> assistant.answer(question));
    // The second listing of the tools comes from the client's cache.
    say(question, () -> assistant.answer(question + " again"));
  }

  private static void direct(McpClient client) {
    say("call", () -> client.executeTool(request("fare")) != null);
    say("prompts", () -> client.listPrompts().get(0).name());
    say("prompt", () -> client.getPrompt("greeting", Map.of()).messages().size());
    say("resources", () -> client.listResources().get(0).name());
    say("resource", () -> client.readResource("file:///fares.csv").contents().size());
  }

  private static ToolExecutionRequest request(String tool) {
    return ToolExecutionRequest.builder().name(tool).arguments("{\"to\":\"Oslo\"}").build();
  }

  /** Returns once a new process answers in place of the crashed one. */
  private static boolean reconnected(McpClient client) throws InterruptedException {
    for (int attempt = 0; attempt < 400; attempt++) {
      try {
        client.checkHealth();
        return client.executeTool(request("fare")) != null;
      } catch (RuntimeException notYet) {
        Thread.sleep(50);
      }
    }
    return false;
  }

  private static void say(String what, Callable<Object> way) {
    Object outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e + " caused by " + e.getCause();
    }
    System.out.println(what + ": " + outcome);
  }

  /**
   * Prints the requests that a server received, without ids, because pings use some, and without
   * what tracing adds.
   */
  private static void received(String log) throws Exception {
    for (String line : Files.readAllLines(Path.of(log))) {
      System.out.println(
          line.replaceFirst("\"id\":\\d+,", "")
              .replaceAll(",\"_meta\":\\{\"traceparent\":\"[^\"]*\"}", "")
              .replaceAll("\"_meta\":\\{\"traceparent\":\"[^\"]*\"},", ""));
    }
  }
}
