// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.sessions;

import dev.clew.examples.modelserver.RecordedRequest;
import dev.clew.it.harness.ModelEndpoint;
import dev.clew.testkit.LocalCertificate;
import dev.clew.testkit.WebSocketPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gemini's live API, for {@code src/test/apps/google-live}. Messages count as requests. */
final class LiveProvider implements ModelEndpoint {
  private static final String USAGE =
      "\"usageMetadata\":{\"promptTokenCount\":20,\"responseTokenCount\":10,\"totalTokenCount\":30}";

  private final WebSocketPeer peer = new WebSocketPeer(LocalCertificate.serverSockets());
  private final List<RecordedRequest> requests = new ArrayList<>();
  private final Thread thread = new Thread(this::serve, "live provider");

  static LiveProvider start() {
    LiveProvider provider = new LiveProvider();
    provider.thread.setDaemon(true);
    provider.thread.start();
    return provider;
  }

  private void serve() {
    try {
      while (true) {
        String message = peer.next();
        synchronized (this) {
          requests.add(new RecordedRequest("MESSAGE", "/live", Map.of(), message));
        }
        for (String answer : answers(message)) {
          peer.send(answer);
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (Exception disconnected) {
      throw new IllegalStateException(disconnected);
    }
  }

  private static List<String> answers(String message) {
    if (message.contains("\"setup\"")) {
      return List.of("{\"setupComplete\":{\"sessionId\":\"session-1\"}}");
    }
    return message.contains("\"fare\"") && !message.contains("90 euros")
        ? List.of(
            "{\"toolCall\":{\"functionCalls\":"
                + "[{\"id\":\"call-1\",\"name\":\"fare\",\"args\":{\"to\":\"Lisbon\"}}]}}")
        : List.of(
            said("The quick "),
            said("brown fox."),
            "{\"serverContent\":{\"turnComplete\":true}," + USAGE + "}");
  }

  private static String said(String text) {
    return "{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"text\":\"" + text + "\"}]}}}";
  }

  @Override
  public String baseUrl() {
    return "https://127.0.0.1:" + peer.port();
  }

  @Override
  public synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      peer.close();
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }
}
