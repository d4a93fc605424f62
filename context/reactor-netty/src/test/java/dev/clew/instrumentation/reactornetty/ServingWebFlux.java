// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.clew.testkit.SlowRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Serves with Spring WebFlux on Reactor Netty. */
final class ServingWebFlux implements Callable<List<String>> {
  private final SlowRequest requests = new SlowRequest();

  @Override
  public List<String> call() throws Exception {
    var routes = RouterFunctions.toHttpHandler(route(RequestPredicates.POST("/"), this::handle));
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(routes))
            .bindNow();
    try {
      return requests.send(server.port());
    } finally {
      server.disposeNow();
    }
  }

  private Mono<ServerResponse> handle(ServerRequest request) {
    requests.note("routed");
    requests.awaitsBody();
    return request
        .bodyToMono(String.class)
        .doOnNext(body -> requests.note("read"))
        .then(ServerResponse.ok().build());
  }
}
