// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * Where Spring's HTTP clients send requests of Spring AI: below the interceptors and filters of an
 * application, and below Spring AI's retries.
 */
public final class SpringAiTapeModule implements InstrumentationModule {
  private static final String HTTP = "org.springframework.http.";
  private static final String REACTIVE = "org.springframework.web.reactive.function.client.";

  @Override
  public String name() {
    return "spring-ai-tape";
  }

  @Override
  public Library library() {
    return new Library(
        "Spring AI over HTTP",
        "1.0.0 to 1.1.8",
        List.of("org.springframework.ai.retry.TransientAiException"));
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints("dev.clew.instrumentation.springai.tape.");
    for (String client : List.of("Jdk", "Simple", "HttpComponents", "Jetty", "Reactor")) {
      points.optional(
          HookPoint.inClass(HTTP + "client." + client + "ClientHttpRequest")
              .method(
                  "executeInternal", HTTP + "HttpHeaders", HTTP + "StreamingHttpOutputMessage$Body")
              .answering()
              .replacingArguments(),
          "SendHook");
    }
    points.optional(
        HookPoint.inClass(REACTIVE + "DefaultWebClient")
            .method("methodInternal", HTTP + "HttpMethod"),
        "MarkHook");
    points.optional(
        HookPoint.inClass(REACTIVE + "ExchangeFunctions$DefaultExchangeFunction")
            .method("exchange", REACTIVE + "ClientRequest")
            .answering()
            .replacingArguments(),
        "ExchangeHook");
    points.optional(
        HookPoint.inClass("org.springframework.retry.backoff.ThreadWaitSleeper")
            .method("sleep", "long")
            .answering(),
        "WaitHook");
    return points.all();
  }
}
