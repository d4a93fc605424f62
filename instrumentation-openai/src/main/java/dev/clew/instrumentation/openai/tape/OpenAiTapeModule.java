// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.tape.HttpTapeHook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hook points of the tape in openai-java: the clients that open connections, below the retry.
 * Clients that wrap another, such as {@code RetryingHttpClient}, are left alone.
 */
public final class OpenAiTapeModule implements InstrumentationModule {
  private static final String HOOKS = "dev.clew.instrumentation.openai.tape.";
  private static final String HTTP = "com.openai.core.http.";
  private static final String RETRYING = HTTP + "RetryingHttpClient";

  /** SpringAiOpenAiHttpClient stands in for the SDK's own client, which is then absent. */
  private static final List<String> CLIENTS =
      List.of(
          "com.openai.client.okhttp.OkHttpClient",
          "org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient");

  @Override
  public String name() {
    return "openai-tape";
  }

  @Override
  public Library library() {
    return new Library(
        "openai-java",
        "1.1.0 to 4.101.0",
        List.of("com.openai.client.OpenAIClientImpl", "com.openai.client.OpenAIClientAsyncImpl"));
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    String[] parameters = {HTTP + "HttpRequest", "com.openai.core.RequestOptions"};
    for (String client : CLIENTS) {
      points.add(point(client, "execute", null, parameters));
      points.add(point(client, "executeAsync", HttpTapeHook.ASYNC, parameters));
    }
    for (String backOff : List.of("getRetryBackoffDuration", "getRetryBackoffMillis")) {
      points.add(
          HookPoint.inClass(RETRYING)
              .method(backOff, "int", HTTP + "HttpResponse")
              .returning("java.time.Duration")
              .answering()
              .optional()
              .hook(HOOKS + "RetryWaitHook"));
    }
    return points;
  }

  private static HookPoint point(
      String client, String method, @Nullable String label, String... parameters) {
    return HookPoint.inClass(client)
        .method(method, parameters)
        .replacingArguments()
        .answering()
        .optional()
        .label(label)
        .hook(HOOKS + "HttpClientHook");
  }
}
