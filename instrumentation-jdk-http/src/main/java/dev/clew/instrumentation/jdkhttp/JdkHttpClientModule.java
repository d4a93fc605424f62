// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.stream.Stream;

/** The JDK's {@code java.net.http.HttpClient}. */
public final class JdkHttpClientModule implements InstrumentationModule {
  @Override
  public String name() {
    return "jdk-http-client";
  }

  @Override
  public Library library() {
    return new Library("java.net.http", "17 to 25", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public String requires() {
    return "clew.propagate.hosts";
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        send("send").hook("dev.clew.instrumentation.jdkhttp.SendHook"),
        // The one with two parameters calls the one with three.
        send("sendAsync", "java.net.http.HttpResponse$PushPromiseHandler")
            .hook("dev.clew.instrumentation.jdkhttp.SendHook"));
  }

  private static HookPoint.Builder send(String method, String... further) {
    return HookPoint.inClass("jdk.internal.net.http.HttpClientImpl")
        .method(
            method,
            Stream.concat(
                    Stream.of(
                        "java.net.http.HttpRequest", "java.net.http.HttpResponse$BodyHandler"),
                    Stream.of(further))
                .toArray(String[]::new))
        .replacingArguments()
        .optional();
  }
}
