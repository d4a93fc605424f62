// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncResponseConnection;
import com.openai.core.http.ResponseConnection;
import com.openai.core.http.WebSocketConnection;
import com.openai.models.beta.responses.BetaResponsesClientEvent;
import com.openai.models.beta.responses.BetaResponsesServerEvent;
import com.openai.models.responses.ResponsesClientEvent;

/** Responses over WebSockets. */
public final class Sockets {
  private final OpenAIClient client;

  private Sockets(OpenAIClient client) {
    this.client = client;
  }

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    Sockets sockets = new Sockets(ways.client);
    ways.add("whole", () -> sockets.blocking("whole"));
    ways.add("lanes", () -> Desk.serve("lanes-desk", sockets::lanes));
    ways.add("error", () -> sockets.blocking("error"));
    ways.add("cut", () -> sockets.blocking("cut"));
    ways.add("closed", sockets::closed);
    ways.add("beta", sockets::beta);
    ways.run();
    ways.client.close();
    System.exit(3);
  }

  private static ResponsesClientEvent ask(String phrase) {
    return ResponsesClientEvent.ofResponseCreate(
        ResponsesClientEvent.ResponseCreate.builder().model("gpt-4.1").input(phrase).build());
  }

  private String blocking(String phrase) {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(ask(phrase));
      return Texts.said(connection.finalResponse());
    } catch (RuntimeException refused) {
      return refused.getClass().getName();
    }
  }

  private String lanes() throws Exception {
    AsyncResponseConnection connection = client.async().responses().connect().get();
    AsyncResponseConnection.Lane left = connection.lane("left");
    AsyncResponseConnection.Lane right = connection.lane("right");
    left.send(ask("left"));
    left.receive().get();
    right.send(ask("right"));
    String said = Texts.said(right.finalResponse().get());
    said += Texts.said(left.finalResponse().get());
    connection.close();
    return said;
  }

  private String closed() {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(ask("closed"));
      return "" + connection.receive().isResponseOutputTextDelta();
    }
  }

  private String beta() {
    try (WebSocketConnection<BetaResponsesClientEvent, BetaResponsesServerEvent> connection =
        client.beta().responses().connectWebSocket()) {
      connection.send(
          BetaResponsesClientEvent.ofResponseCreate(
              BetaResponsesClientEvent.ResponseCreate.builder()
                  .model("gpt-4.1")
                  .input("beta")
                  .build()));
      int events = 1;
      while (!connection.receive().isResponseCompleted()) {
        events++;
      }
      return "" + events;
    }
  }
}
