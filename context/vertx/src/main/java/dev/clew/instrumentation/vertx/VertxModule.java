// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.vertx;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.stream.Stream;

/** The HTTP server of Vert.x. */
public final class VertxModule implements InstrumentationModule {
  private static final String HOOKS = "dev.clew.instrumentation.vertx.";

  @Override
  public String name() {
    return "vertx";
  }

  @Override
  public Library library() {
    return new Library("vertx-core", "4.0.3 to 5.1.5", List.of("io.vertx.core.Vertx"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return Stream.of(
            // Until 5.0
            handler("Http1xServerRequestHandler", "handle"),
            handler("Http2ServerRequest", "dispatch"),
            body("Http1xServerRequest", "onData"),
            body("Http1xServerRequest", "onEnd"),
            // 4.x bypasses onEnd if nothing is queued.
            body("Http1xServerRequest", "handleEnd"),
            body("Http2ServerRequest", "handleData"),
            body("Http2ServerRequest", "handleEnd"),
            // Since 5.1
            handler("http1.Http1ServerRequestHandler", "handle"),
            handler("HttpServerRequestImpl", "handleHeaders"),
            body("http1.Http1ServerRequest", "onData"),
            body("http1.Http1ServerRequest", "onEnd"),
            body("HttpServerRequestImpl", "handleData"),
            body("HttpServerRequestImpl", "handleTrailers"),
            body("HttpServerRequestImpl", "handleEnd"))
        .toList();
  }

  private static HookPoint handler(String className, String method) {
    return in(className, method).hook(HOOKS + "RequestHandlerHook");
  }

  private static HookPoint body(String className, String method) {
    return in(className, method).hook(HOOKS + "BodyChunkHook");
  }

  private static HookPoint.Builder in(String className, String method) {
    return HookPoint.inClass("io.vertx.core.http.impl." + className).method(method).optional();
  }
}
