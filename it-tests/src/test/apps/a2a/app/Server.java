// SPDX-License-Identifier: Apache-2.0
package app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.a2a.server.ServerCallContext;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.server.auth.UnauthenticatedUser;
import io.a2a.server.events.EventQueue;
import io.a2a.server.events.InMemoryQueueManager;
import io.a2a.server.requesthandlers.DefaultRequestHandler;
import io.a2a.server.tasks.InMemoryPushNotificationConfigStore;
import io.a2a.server.tasks.InMemoryTaskStore;
import io.a2a.server.tasks.TaskUpdater;
import io.a2a.spec.AgentCapabilities;
import io.a2a.spec.AgentCard;
import io.a2a.spec.Message;
import io.a2a.spec.SendMessageRequest;
import io.a2a.spec.SendStreamingMessageRequest;
import io.a2a.spec.TextPart;
import io.a2a.transport.jsonrpc.handler.JSONRPCHandler;
import io.a2a.util.Utils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An agent that asks a model, behind the SDK's handler of JSON-RPC and the JDK's HTTP server. */
final class Server {
  private final JSONRPCHandler handler;
  private final AgentCard card;

  private Server(int port, AgentExecutor agent, ExecutorService pool) {
    this.card =
        new AgentCard.Builder()
            .name("guide")
            .description("Knows towns")
            .url("http://127.0.0.1:" + port)
            .version("7")
            .protocolVersion("0.3.0")
            .preferredTransport("JSONRPC")
            .capabilities(new AgentCapabilities(true, false, false, List.of()))
            .defaultInputModes(List.of("text"))
            .defaultOutputModes(List.of("text"))
            .skills(List.of())
            .build();
    InMemoryTaskStore tasks = new InMemoryTaskStore();
    this.handler =
        new JSONRPCHandler(
            card,
            DefaultRequestHandler.create(
                agent,
                tasks,
                new InMemoryQueueManager(tasks),
                new InMemoryPushNotificationConfigStore(),
                null,
                pool),
            pool);
  }

  static void serve(String modelUrl) throws Exception {
    System.setProperty("io.a2a.transport.skipValidation", "true");
    OpenAIClient model =
        OpenAIOkHttpClient.builder().baseUrl(modelUrl).apiKey("no-key").maxRetries(0).build();
    ExecutorService pool = Executors.newCachedThreadPool();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = http.getAddress().getPort();
    Server server = new Server(port, new Guide(model), pool);
    http.createContext("/", server::handle);
    http.setExecutor(pool);
    http.start();
    System.out.println("port " + port);
    System.in.read();
    System.exit(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        reply(exchange, card);
        return;
      }
      JsonNode body =
          Utils.OBJECT_MAPPER.readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      System.out.println(body.path("method").asText() + " " + body.path("params"));
      ServerCallContext context =
          new ServerCallContext(UnauthenticatedUser.INSTANCE, new HashMap<>(), Set.of());
      if (body.path("method").asText().equals("message/stream")) {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        Sse events = new Sse(exchange.getResponseBody());
        handler
            .onMessageSendStream(
                Utils.OBJECT_MAPPER.treeToValue(body, SendStreamingMessageRequest.class), context)
            .subscribe(events);
        events.await();
      } else {
        reply(
            exchange,
            handler.onMessageSend(
                Utils.OBJECT_MAPPER.treeToValue(body, SendMessageRequest.class), context));
      }
    }
  }

  private static void reply(HttpExchange exchange, Object response) throws IOException {
    byte[] body = Utils.OBJECT_MAPPER.writeValueAsBytes(response);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Answers with a message or, to what has an h, as a task. */
  private record Guide(OpenAIClient model) implements AgentExecutor {
    @Override
    public void execute(RequestContext request, EventQueue queue) {
      String town = request.getUserInput(" ");
      if (town.equals("nowhere")) {
        awaitConsumer(queue);
        throw new IllegalStateException("no such town");
      }
      String answer = ask(town);
      if (town.contains("h")) {
        TaskUpdater task = new TaskUpdater(request, queue);
        task.submit();
        task.addArtifact(List.of(new TextPart(answer)), "a1", "guide", Map.of());
        task.complete();
      } else {
        queue.enqueueEvent(
            new Message.Builder()
                .role(Message.Role.AGENT)
                .contextId(request.getContextId())
                .parts(List.of(new TextPart(answer)))
                .build());
      }
    }

    /** The SDK misses an exception that comes before it has begun to wait for events. */
    private static void awaitConsumer(EventQueue queue) {
      try {
        queue.awaitQueuePollerStart();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private String ask(String town) {
      return model
          .chat()
          .completions()
          .create(ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(town).build())
          .choices()
          .get(0)
          .message()
          .content()
          .get();
    }

    @Override
    public void cancel(RequestContext request, EventQueue queue) {}
  }
}
