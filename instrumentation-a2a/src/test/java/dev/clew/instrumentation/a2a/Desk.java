// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.api.hook.LibraryClasses;
import io.a2a.client.Client;
import io.a2a.client.ClientEvent;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import io.a2a.server.ServerCallContext;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.server.auth.UnauthenticatedUser;
import io.a2a.server.events.EventQueue;
import io.a2a.server.events.InMemoryQueueManager;
import io.a2a.server.requesthandlers.DefaultRequestHandler;
import io.a2a.server.tasks.InMemoryPushNotificationConfigStore;
import io.a2a.server.tasks.InMemoryTaskStore;
import io.a2a.server.tasks.PushNotificationSender;
import io.a2a.spec.A2AClientException;
import io.a2a.spec.AgentCapabilities;
import io.a2a.spec.AgentCard;
import io.a2a.spec.CancelTaskRequest;
import io.a2a.spec.GetTaskRequest;
import io.a2a.spec.Message;
import io.a2a.spec.SendMessageRequest;
import io.a2a.spec.SendStreamingMessageRequest;
import io.a2a.spec.TaskResubscriptionRequest;
import io.a2a.spec.TextPart;
import io.a2a.transport.jsonrpc.handler.JSONRPCHandler;
import io.a2a.util.Utils;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;

/** An agent served with the SDK over JSON-RPC and HTTP, and clients of it. */
final class Desk implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final JSONRPCHandler handler;
  private final AgentCard card;
  final AtomicInteger requests = new AtomicInteger();

  static {
    // The handler checks that an HTTP server for its protocol is one of the SDK's own.
    System.setProperty("io.a2a.transport.skipValidation", "true");
  }

  private Desk(HttpServer http, AgentExecutor executor, PushNotificationSender sender) {
    this.http = http;
    this.card = card("http://127.0.0.1:" + http.getAddress().getPort());
    InMemoryTaskStore tasks = new InMemoryTaskStore();
    InMemoryQueueManager queues = make(InMemoryQueueManager.class, tasks);
    DefaultRequestHandler requestHandler =
        requestHandler(
            executor, tasks, queues, new InMemoryPushNotificationConfigStore(), sender, pool);
    this.handler = make(JSONRPCHandler.class, card, requestHandler, pool);
  }

  static Desk open(AgentExecutor executor) throws IOException {
    return open(executor, task -> {});
  }

  static Desk open(AgentExecutor executor, PushNotificationSender sender) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Desk desk = new Desk(http, executor, sender);
    http.createContext("/", desk::handle);
    http.setExecutor(desk.pool);
    http.start();
    return desk;
  }

  /** An executor that can only execute. */
  static AgentExecutor executing(BiConsumer<RequestContext, EventQueue> work) {
    return new AgentExecutor() {
      @Override
      public void execute(RequestContext request, EventQueue queue) {
        work.accept(request, queue);
      }

      @Override
      public void cancel(RequestContext request, EventQueue queue) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** A mock that is known as one, as the agent's Mockito module does it. */
  static <T> T mocked(Class<T> type) {
    T mock = Mockito.mock(type);
    LibraryClasses.recordMock(mock);
    return mock;
  }

  static Message message(String text) {
    return new Message.Builder()
        .role(Message.Role.USER)
        .contextId("trip-1")
        .parts(List.of(new TextPart(text)))
        .build();
  }

  static Message answer(RequestContext request, String text) {
    return new Message.Builder()
        .role(Message.Role.AGENT)
        .contextId(request.getContextId())
        .taskId(request.getTaskId())
        .parts(List.of(new TextPart(text)))
        .build();
  }

  String url() {
    return card.url();
  }

  AgentCard card() {
    return card;
  }

  Client client(boolean streaming, BiConsumer<ClientEvent, AgentCard> consumer)
      throws A2AClientException {
    return Client.builder(card)
        .clientConfig(new ClientConfig.Builder().setStreaming(streaming).build())
        .withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
        .addConsumer(consumer)
        .build();
  }

  private static AgentCard card(String url) {
    return new AgentCard.Builder()
        .name("teller")
        .description("Tells stories")
        .url(url)
        .version("7")
        .protocolVersion("0.3.0")
        .preferredTransport("JSONRPC")
        .capabilities(new AgentCapabilities(true, true, false, List.of()))
        .defaultInputModes(List.of("text"))
        .defaultOutputModes(List.of("text"))
        .skills(List.of())
        .build();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      JsonNode body =
          Utils.OBJECT_MAPPER.readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      Map<String, Object> state = new HashMap<>(Map.of("headers", headers));
      ServerCallContext call =
          make(ServerCallContext.class, UnauthenticatedUser.INSTANCE, state, Set.of());
      switch (body.path("method").asText()) {
        case "message/send" ->
            reply(exchange, handler.onMessageSend(read(body, SendMessageRequest.class), call));
        case "message/stream" ->
            stream(
                exchange,
                handler.onMessageSendStream(read(body, SendStreamingMessageRequest.class), call));
        case "tasks/resubscribe" ->
            stream(
                exchange,
                handler.onResubscribeToTask(read(body, TaskResubscriptionRequest.class), call));
        case "tasks/get" ->
            reply(exchange, handler.onGetTask(read(body, GetTaskRequest.class), call));
        default -> reply(exchange, handler.onCancelTask(read(body, CancelTaskRequest.class), call));
      }
    }
  }

  private static <T> T read(JsonNode body, Class<T> type) throws IOException {
    return Utils.OBJECT_MAPPER.treeToValue(body, type);
  }

  private static void reply(HttpExchange exchange, Object response) throws IOException {
    byte[] body = Utils.OBJECT_MAPPER.writeValueAsBytes(response);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void stream(HttpExchange exchange, Flow.Publisher<?> events) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    CountDownLatch over = new CountDownLatch(1);
    events.subscribe(new Sse(exchange.getResponseBody(), over));
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Writes events as a stream. */
  record Sse(OutputStream out, CountDownLatch over) implements Flow.Subscriber<Object> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object event) {
      try {
        out.write(
            ("data: " + (event instanceof String json ? json : write(event)) + "\n\n")
                .getBytes(UTF_8));
        out.flush();
      } catch (IOException gone) {
        over.countDown();
      }
    }

    private static String write(Object event) throws IOException {
      return Utils.OBJECT_MAPPER.writeValueAsString(event);
    }

    @Override
    public void onError(Throwable thrown) {
      over.countDown();
    }

    @Override
    public void onComplete() {
      over.countDown();
    }
  }

  /** The constructor is public in all versions, but later ones have timeouts of zero with it. */
  static DefaultRequestHandler requestHandler(Object... parts) {
    try {
      for (var method : DefaultRequestHandler.class.getMethods()) {
        if (method.getName().equals("create")) {
          return (DefaultRequestHandler) method.invoke(null, parts);
        }
      }
      return make(DefaultRequestHandler.class, parts);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Constructors have more parameters in later versions. */
  static <T> T make(Class<T> type, @Nullable Object... parts) {
    for (Constructor<?> constructor : type.getConstructors()) {
      List<Object> arguments = new ArrayList<>();
      for (Class<?> parameter : constructor.getParameterTypes()) {
        Arrays.stream(parts).filter(parameter::isInstance).findFirst().ifPresent(arguments::add);
      }
      if (arguments.size() == constructor.getParameterCount()) {
        try {
          return type.cast(constructor.newInstance(arguments.toArray()));
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    }
    throw new AssertionError("no constructor of " + type);
  }

  @Override
  public void close() {
    http.stop(0);
    pool.shutdownNow();
  }
}
