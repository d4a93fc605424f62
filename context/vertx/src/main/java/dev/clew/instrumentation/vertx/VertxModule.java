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
            begin("Http1xServerRequestHandler", "handle"),
            begin("Http2ServerRequest", "dispatch"),
            part("Http1xServerRequest", "onData"),
            part("Http1xServerRequest", "onEnd"),
            // 4.x goes past onEnd where nothing is queued.
            part("Http1xServerRequest", "handleEnd"),
            part("Http2ServerRequest", "handleData"),
            part("Http2ServerRequest", "handleEnd"),
            // Since 5.1
            begin("http1.Http1ServerRequestHandler", "handle"),
            begin("HttpServerRequestImpl", "handleHeaders"),
            part("http1.Http1ServerRequest", "onData"),
            part("http1.Http1ServerRequest", "onEnd"),
            part("HttpServerRequestImpl", "handleData"),
            part("HttpServerRequestImpl", "handleTrailers"),
            part("HttpServerRequestImpl", "handleEnd"))
        .toList();
  }

  private static HookPoint begin(String className, String method) {
    return in(className, method).hook(HOOKS + "BeginHook");
  }

  private static HookPoint part(String className, String method) {
    return in(className, method).hook(HOOKS + "PartHook");
  }

  private static HookPoint.Builder in(String className, String method) {
    return HookPoint.inClass("io.vertx.core.http.impl." + className).method(method).optional();
  }
}
