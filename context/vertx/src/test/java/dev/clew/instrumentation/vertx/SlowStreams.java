// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.vertx;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Like {@link dev.clew.testkit.SlowRequest}, on streams of one clear-text HTTP/2 connection. */
final class SlowStreams {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
  private final List<String> notes = new ArrayList<>();
  private volatile CountDownLatch handled = new CountDownLatch(1);

  /** To be called where the application would start a span. */
  synchronized void note(String where) {
    RemoteParent parent = Context.current().get(RemoteParent.KEY);
    notes.add(where + " " + (parent == null ? "none" : parent.spanId()));
  }

  /** To be called by a handler that now waits for the body. */
  void awaitsBody() {
    handled.countDown();
  }

  /** Sends two requests, the first with a parent, and returns the notes. */
  List<String> send(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()); // upgrades
    synchronized (this) {
      notes.clear();
    }
    post(HttpRequest.newBuilder(uri).header("traceparent", TRACEPARENT));
    post(HttpRequest.newBuilder(uri));
    synchronized (this) {
      return List.copyOf(notes);
    }
  }

  private void post(HttpRequest.Builder request) throws IOException, InterruptedException {
    handled = new CountDownLatch(1);
    HttpResponse<Void> answer =
        client.send(
            request.POST(BodyPublishers.ofInputStream(LateBody::new)).build(),
            BodyHandlers.discarding());
    if (answer.version() != HttpClient.Version.HTTP_2 || answer.statusCode() != 200) {
      throw new AssertionError("answered: " + answer);
    }
  }

  /** Arrives when the handler is already running. */
  private final class LateBody extends FilterInputStream {
    LateBody() {
      super(new ByteArrayInputStream(new byte[4]));
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      try {
        if (!handled.await(10, TimeUnit.SECONDS)) {
          throw new IOException("no handler was called");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return super.read(into, offset, most);
    }
  }
}
