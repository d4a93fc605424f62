// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.WebSocketClient;
import com.openai.core.http.WebSocketWriteNotAttempted;
import java.util.concurrent.CompletableFuture;

/**
 * A client whose sockets wait until the command before has left the buffer. The library's own
 * refuse the next one until then, and the provider may have answered before it has.
 */
record PatientClient(OkHttpClient client) implements HttpClient, WebSocketClient {
  @Override
  public CompletableFuture<Connection> connectWebSocket(
      HttpRequest request, RequestOptions options, int maxBytes, Listener listener) {
    return client.connectWebSocket(request, options, maxBytes, listener).thenApply(Patient::new);
  }

  private record Patient(Connection connection) implements Connection {
    @Override
    public void send(String command) {
      while (true) {
        try {
          connection.send(command);
          return;
        } catch (WebSocketWriteNotAttempted.Busy notYet) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    return client.execute(request, options);
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return client.executeAsync(request, options);
  }

  @Override
  public void close() {
    client.close();
  }
}
