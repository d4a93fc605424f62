// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.instrumentation.anthropic.AnthropicModule;
import dev.clew.kit.call.HookPoints;
import dev.clew.kit.tape.HttpTapeHook;
import java.util.List;

/**
 * Where anthropic-java's requests meet the network: below its retries, above its HTTP client. What
 * a back end does with request and response lies below, so that every back end looks the same.
 */
public final class AnthropicTapeModule implements InstrumentationModule {
  private static final String CORE = "com.anthropic.core.";
  private static final String REQUEST = CORE + "http.HttpRequest";

  @Override
  public String name() {
    return "anthropic-tape";
  }

  @Override
  public Library library() {
    return new AnthropicModule().library();
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints("dev.clew.instrumentation.anthropic.tape.");
    points.add(sent("execute"), "SendHook");
    points.add(sent("executeAsync").label(HttpTapeHook.ASYNC), "SendHook");
    for (String method : List.of("getRetryBackoffDuration", "getRetryBackoffMillis")) {
      points.optional(
          HookPoint.inClass(CORE + "http.RetryingHttpClient")
              .method(method, "int", CORE + "http.HttpResponse")
              .returning("java.time.Duration")
              .answering(),
          "WaitHook");
    }
    return points.all();
  }

  private static HookPoint.Builder sent(String method) {
    return HookPoint.inImplementations(CORE + "http.HttpClient", REQUEST)
        .method(method, REQUEST, CORE + "RequestOptions")
        .replacingArguments()
        .answering();
  }
}
