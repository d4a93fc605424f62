// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls a servlet that answers immediately and later, each first with a parent and then without.
 */
final class Requests {
  /** The path whose answer comes from another run of the container's threads. */
  static final String LATER = "/later";

  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Requests() {}

  static List<String> answers(int port) throws Exception {
    URI uri = URI.create("http://localhost:" + port + "/");
    URI later = uri.resolve(LATER);
    return List.of(
        get(HttpRequest.newBuilder(uri).header("traceparent", TRACEPARENT)),
        get(HttpRequest.newBuilder(uri)),
        get(HttpRequest.newBuilder(later).header("traceparent", TRACEPARENT)),
        getOften(HttpRequest.newBuilder(later)));
  }

  private static String get(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** Returns the distinct answers: some may come from threads created earlier. */
  private static String getOften(HttpRequest.Builder request) throws Exception {
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < 10; i++) {
      answers.add(get(request));
    }
    return String.join(", ", answers);
  }

  /** Returns the id of the current parent, for servlets to answer with. */
  static String current() {
    RemoteParent parent = Context.current().get(RemoteParent.KEY);
    return parent == null ? "none" : parent.spanId();
  }
}
