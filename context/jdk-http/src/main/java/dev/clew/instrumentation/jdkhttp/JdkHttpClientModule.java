// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The JDK's {@code java.net.http.HttpClient}. */
public final class JdkHttpClientModule implements InstrumentationModule {
  private static final String HOOKS = "dev.clew.instrumentation.jdkhttp.";

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
  public String requiredSetting() {
    return "clew.propagate.hosts";
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        inRequest().constructor().hook(HOOKS + "RequestHook"),
        inRequest().method("getUserHeaders").hook(HOOKS + "HeadersHook"));
  }

  private static HookPoint.Builder inRequest() {
    return HookPoint.inClass("jdk.internal.net.http.HttpRequestImpl");
  }
}
