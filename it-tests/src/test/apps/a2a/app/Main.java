// SPDX-License-Identifier: Apache-2.0
package app;

import io.a2a.client.Client;
import io.a2a.client.ClientEvent;
import io.a2a.client.MessageEvent;
import io.a2a.client.TaskUpdateEvent;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import io.a2a.spec.A2AClientException;
import io.a2a.spec.AgentCard;
import io.a2a.spec.Message;
import io.a2a.spec.TextPart;
import io.a2a.util.Utils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves an agent, or asks one in another process: for an answer, a stream and the impossible. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("serve")) {
      Server.serve(args[1]);
      return;
    }
    AgentCard card = card(args[1]);
    ask(client(card, false), "rome");
    stream(client(card, true), "rhodes");
    try {
      ask(client(card, false), "nowhere");
    } catch (A2AClientException refused) {
      System.out.println("refused: " + refused.getMessage());
    }
    System.exit(0);
  }

  private static AgentCard card(String url) throws Exception {
    URI uri = URI.create(url + "/.well-known/agent-card.json");
    String json =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body();
    return Utils.OBJECT_MAPPER.readValue(json, AgentCard.class);
  }

  private static Client client(AgentCard card, boolean streaming) throws A2AClientException {
    return Client.builder(card)
        .clientConfig(new ClientConfig.Builder().setStreaming(streaming).build())
        .withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
        .build();
  }

  private static Message message(String text) {
    return new Message.Builder()
        .role(Message.Role.USER)
        .messageId("m-" + text)
        .contextId("trip-" + text)
        .parts(List.of(new TextPart(text)))
        .build();
  }

  private static void ask(Client client, String text) throws A2AClientException {
    client.sendMessage(message(text), List.of((event, card) -> print(event)), error -> {}, null);
  }

  private static void stream(Client client, String text) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    client.sendMessage(
        message(text),
        List.of((event, card) -> print(event)),
        error -> {
          System.out.println("stream ended, error: " + error);
          over.countDown();
        },
        null);
    over.await();
  }

  private static void print(ClientEvent event) {
    if (event instanceof MessageEvent answer) {
      System.out.println(((TextPart) answer.getMessage().getParts().get(0)).getText());
    } else if (event instanceof TaskUpdateEvent update) {
      System.out.println(
          update.getUpdateEvent().getClass().getSimpleName()
              + " "
              + update.getTask().getStatus().state());
    }
  }
}
