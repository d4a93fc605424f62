// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.jdkhttp.JdkHttpClientModule;
import dev.clew.testkit.WeavingExtension;
import io.a2a.client.Client;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.rest.RestTransport;
import io.a2a.client.transport.rest.RestTransportConfig;
import io.a2a.server.ServerCallContext;
import io.a2a.server.auth.UnauthenticatedUser;
import io.a2a.server.events.InMemoryQueueManager;
import io.a2a.server.requesthandlers.RequestHandler;
import io.a2a.server.tasks.InMemoryPushNotificationConfigStore;
import io.a2a.server.tasks.InMemoryTaskStore;
import io.a2a.server.tasks.PushNotificationSender;
import io.a2a.spec.AgentCapabilities;
import io.a2a.spec.AgentCard;
import io.a2a.transport.rest.handler.RestHandler;
import io.a2a.transport.rest.handler.RestHandler.HTTPRestResponse;
import io.a2a.transport.rest.handler.RestHandler.HTTPRestStreamingResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same run over plain HTTP and JSON, which is a transport and a handler of its own. */
@Tag("newest") // the transports of all versions have one interface
class RestTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new A2aModule(), new ConcurrentModule(), new JdkHttpClientModule());

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private HttpServer http;
  private AgentCard card;
  private RestHandler handler;

  @BeforeEach
  void serve() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    card =
        new AgentCard.Builder()
            .name("teller")
            .description("Tells stories")
            .url("http://127.0.0.1:" + http.getAddress().getPort())
            .version("7")
            .protocolVersion("0.3.0")
            .preferredTransport("HTTP+JSON")
            .capabilities(new AgentCapabilities(true, true, false, List.of()))
            .defaultInputModes(List.of("text"))
            .defaultOutputModes(List.of("text"))
            .skills(List.of())
            .build();
    InMemoryTaskStore tasks = new InMemoryTaskStore();
    RequestHandler requests =
        Desk.requestHandler(
            Desk.executing((request, queue) -> queue.enqueueEvent(Desk.answer(request, "a story"))),
            tasks,
            Desk.make(InMemoryQueueManager.class, tasks),
            new InMemoryPushNotificationConfigStore(),
            (PushNotificationSender) task -> {},
            pool);
    handler = Desk.make(RestHandler.class, card, requests, pool);
    http.createContext("/", this::handle);
    http.setExecutor(pool);
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
    pool.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      Map<String, Object> state = new HashMap<>(Map.of("headers", headers));
      ServerCallContext call =
          Desk.make(ServerCallContext.class, UnauthenticatedUser.INSTANCE, state, Set.of());
      HTTPRestResponse response =
          exchange.getRequestURI().getPath().endsWith(":stream")
              ? handler.sendStreamingMessage(body, call)
              : handler.sendMessage(body, call);
      reply(exchange, response);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void reply(HttpExchange exchange, HTTPRestResponse response)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", response.getContentType());
    exchange.sendResponseHeaders(response.getStatusCode(), 0);
    if (response instanceof HTTPRestStreamingResponse streamed) {
      CountDownLatch over = new CountDownLatch(1);
      streamed.getPublisher().subscribe(new Desk.Sse(exchange.getResponseBody(), over));
      over.await();
    } else {
      exchange.getResponseBody().write(response.getBody().getBytes(UTF_8));
    }
  }

  private void send(boolean streaming) throws Exception {
    Client.builder(card)
        .clientConfig(new ClientConfig.Builder().setStreaming(streaming).build())
        .withTransport(RestTransport.class, new RestTransportConfig())
        .addConsumer((event, agent) -> received.add(event))
        .build()
        .sendMessage(Desk.message("dragons"));
    assertThat(received.poll(10, TimeUnit.SECONDS)).isNotNull();
    weaving.spans().await(2);
  }

  @Test
  void answer_isOneRunOnBothSides() throws Exception {
    send(false);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent teller
              agent teller
            """);
  }

  @Test
  void stream_isOneRunOnBothSides() throws Exception {
    send(true);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent teller
              agent teller
            """);
  }
}
