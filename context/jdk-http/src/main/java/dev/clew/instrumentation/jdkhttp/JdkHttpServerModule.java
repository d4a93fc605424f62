// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The JDK's {@code com.sun.net.httpserver.HttpServer}. */
public final class JdkHttpServerModule implements InstrumentationModule {
  @Override
  public String name() {
    return "jdk-http-server";
  }

  @Override
  public Library library() {
    return new Library("jdk.httpserver", "17 to 25", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("com.sun.net.httpserver.Filter$Chain")
            .method("doFilter", "com.sun.net.httpserver.HttpExchange")
            .hook("dev.clew.instrumentation.jdkhttp.ExchangeHook"));
  }
}
