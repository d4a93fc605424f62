// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.Callable;

/** Serves with Vert.x alone, with HTTP/2 for clients that request it. */
final class ServingHttp2 implements Callable<List<String>> {
  private final SlowStreams requests = new SlowStreams();

  @Override
  public List<String> call() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(this::handle)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      return requests.send(server.actualPort());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private void handle(HttpServerRequest request) {
    requests.note("handled");
    request
        .body()
        .onSuccess(
            body -> {
              requests.note("read");
              request.response().end();
            });
    requests.awaitsBody();
  }
}
