// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;

/** What an application does with LangChain4j, told as a text. */
final class Desk implements BinaryOperator<String> {
  /** Counts the runs of tools, for the test outside of this class loader. */
  static final String RUNS = "desk.runs";

  interface Assistant {
    String answer(String question);
  }

  static final class Tools {
    @Tool
    String fare(@P("city") String city) {
      Integer runs = Integer.getInteger(RUNS, 0);
      System.setProperty(RUNS, String.valueOf(runs + 1));
      return "{\"price\":189.00}";
    }

    @Tool
    String seats(@P("city") String city) {
      fare(city);
      throw new UncheckedIOException("no seat map", new IOException("seats.csv"));
    }
  }

  @Override
  public String apply(String url, String what) {
    try {
      return switch (what) {
        case "stream", "cut stream", "unreachable stream" -> stream(url, what);
        case "tools" -> tools(url, "use your tools");
        case "malformed tool" -> tools(url, "a malformed request");
        case "mcp http" -> mcp(new StreamableHttpMcpTransport.Builder().url(url + "/mcp").build());
        default -> what.startsWith("mcp stdio ") ? mcp(stdio(what.substring(10))) : chat(url, what);
      };
    } catch (Exception | Error thrown) {
      return told(thrown);
    }
  }

  private static String chat(String url, String what) {
    HttpClientBuilder builder = JdkHttpClient.builder();
    return OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey("sk-0123456789abcdefghijklmnop")
        .modelName("m")
        .maxRetries(what.equals("retried") ? 2 : 0)
        .logRequests(what.equals("wrapped"))
        .logResponses(what.equals("wrapped"))
        .httpClientBuilder(what.equals("wrapped") ? new OwnBuilder() : builder)
        .build()
        .chat("to be " + what);
  }

  private static String stream(String url, String what) throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    StringBuilder told = new StringBuilder();
    OpenAiStreamingChatModel.builder()
        .baseUrl(url)
        .apiKey("k")
        .modelName("m")
        .build()
        .chat(
            what.startsWith("cut") ? "streamed and cut off" : "streamed",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String part) {
                told.append(part).append('|');
                saySeen(url);
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                end.complete(told + response.aiMessage().text());
              }

              @Override
              public void onError(Throwable error) {
                end.complete(told + told(error));
              }
            });
    return end.get(30, TimeUnit.SECONDS);
  }

  /** Lets the server go on; on a replay there is none. */
  private static void saySeen(String url) {
    try (InputStream seen = URI.create(url + "/seen").toURL().openStream()) {
      seen.readAllBytes();
    } catch (IOException noServer) {
      return;
    }
  }

  private static String tools(String url, String question) {
    ToolSpecification fees = ToolSpecification.builder().name("fees").build();
    ToolExecutor lambda = (request, memoryId) -> new Tools().fare("Oslo") + " for fees";
    AiServices<Assistant> builder =
        AiServices.builder(Assistant.class)
            .chatModel(OpenAiChatModel.builder().baseUrl(url).apiKey("k").modelName("m").build())
            .tools(new Tools());
    return builder.tools(Map.of(fees, lambda)).build().answer(question);
  }

  private static McpTransport stdio(String starts) {
    return new StdioMcpTransport.Builder()
        .command(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toString(),
                McpAnswers.class.getName(),
                starts))
        .build();
  }

  private static String mcp(McpTransport transport) throws Exception {
    try (McpClient client =
        new DefaultMcpClient.Builder()
            .transport(transport)
            .toolExecutionTimeout(Duration.ofSeconds(20))
            .build()) {
      String told = client.listTools().get(0).name() + " " + call(client, "Rome");
      try {
        return told + " " + call(client, "Atlantis");
      } catch (RuntimeException thrown) {
        return told + " " + told(thrown);
      }
    }
  }

  /** By name, because the type of results changed. */
  private static String call(McpClient client, String city) throws Exception {
    ToolExecutionRequest request =
        ToolExecutionRequest.builder()
            .name("fare")
            .arguments("{\"city\":\"" + city + "\"}")
            .build();
    Object result;
    try {
      result =
          McpClient.class
              .getMethod("executeTool", ToolExecutionRequest.class)
              .invoke(client, request);
    } catch (InvocationTargetException thrown) {
      throw (RuntimeException) thrown.getCause();
    }
    return result instanceof String text
        ? text
        : (String) result.getClass().getMethod("resultText").invoke(result);
  }

  private static String told(Throwable thrown) {
    StringBuilder told = new StringBuilder();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      told.append(told.isEmpty() ? "" : " <- ").append(each);
    }
    return told.toString();
  }

  /** Builds clients that hand everything on to the library's own. */
  private static final class OwnBuilder implements HttpClientBuilder {
    private final HttpClientBuilder inner = JdkHttpClient.builder();

    @Override
    public Duration connectTimeout() {
      return inner.connectTimeout();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      inner.connectTimeout(timeout);
      return this;
    }

    @Override
    public Duration readTimeout() {
      return inner.readTimeout();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      inner.readTimeout(timeout);
      return this;
    }

    @Override
    public HttpClient build() {
      return new OwnClient(inner.build());
    }
  }

  private record OwnClient(HttpClient inner) implements HttpClient {
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
      return inner.execute(request);
    }

    @Override
    public void execute(
        HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
      inner.execute(request, parser, listener);
    }
  }
}
