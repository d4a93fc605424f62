// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.testkit.SlowRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Serves with Reactor Netty alone. */
final class ServingReactorNetty implements Callable<List<String>> {
  private final SlowRequest requests = new SlowRequest();

  @Override
  public List<String> call() throws Exception {
    DisposableServer server =
        HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();
    try {
      return requests.send(server.port());
    } finally {
      server.disposeNow();
    }
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    requests.note("assembled");
    return Mono.defer(
        () -> {
          requests.note("subscribed");
          requests.awaitsBody();
          return request
              .receive()
              .aggregate()
              .asString()
              .doOnNext(body -> requests.note("read"))
              .then(response.header("Content-Length", "0").send());
        });
  }
}
