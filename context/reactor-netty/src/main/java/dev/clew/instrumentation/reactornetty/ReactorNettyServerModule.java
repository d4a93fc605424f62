// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Reactor Netty's {@code HttpServer}. */
public final class ReactorNettyServerModule implements InstrumentationModule {
  static final Library LIBRARY =
      new Library(
          "reactor-netty-http",
          "1.0.0 to 1.3.8",
          List.of("reactor.netty.http.client.HttpClient", "reactor.netty.http.server.HttpServer"));

  @Override
  public String name() {
    return "reactor-netty-server";
  }

  @Override
  public Library library() {
    return LIBRARY;
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("reactor.netty.http.server.HttpServerOperations")
            .method("onInboundNext")
            .optional()
            .hook("dev.clew.instrumentation.reactornetty.InboundHook"));
  }
}
