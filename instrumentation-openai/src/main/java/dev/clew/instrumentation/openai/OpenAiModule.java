// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hook points in openai-java: {@code …ServiceImpl$WithRawResponseImpl}.
 *
 * <p>Every public way to make a call goes through these exactly once, however the client was built:
 * plain and structured calls, {@code withRawResponse()}, {@code withOptions()}, {@code async()}, a
 * custom HTTP client.
 */
public final class OpenAiModule implements InstrumentationModule {
  private static final String OPTIONS = "com.openai.core.RequestOptions";
  private static final String MODELS = "com.openai.models.";
  private static final String CHAT_PARAMS = MODELS + "chat.completions.ChatCompletionCreateParams";
  private static final String RESPONSE_PARAMS = MODELS + "responses.ResponseCreateParams";
  private static final String TOOL_MESSAGE =
      MODELS + "chat.completions.ChatCompletionToolMessageParam";
  private static final String FUNCTION_OUTPUT =
      MODELS + "responses.ResponseInputItem$FunctionCallOutput";
  private static final String RETRYING = "com.openai.core.http.RetryingHttpClient";
  private static final String[] NO_PARAMETERS = {};
  static final String HOOKS = "dev.clew.instrumentation.openai.";
  static final String TOOL_RESULT_HOOK = HOOKS + "tools.ToolResultHook";
  static final String STREAM = "stream";

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Library library() {
    return new Library(
        "openai-java",
        "1.1.0 to 4.101.0",
        List.of("com.openai.client.OpenAIClientImpl", "com.openai.client.OpenAIClientAsyncImpl"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    createAndStream(points, "chat.ChatCompletion", CHAT_PARAMS, "chat.ChatHook");
    createAndStream(points, "Response", RESPONSE_PARAMS, "responses.ResponseHook");
    ResponseSurfaces.addTo(points);
    RealtimeSurface.addTo(points);
    OtherSurfaces.addTo(points);
    AgentHookPoints.addTo(points);
    retries(points);
    points.add(toolResult(TOOL_MESSAGE, "_toolCallId").hook(TOOL_RESULT_HOOK));
    points.add(toolResult(FUNCTION_OUTPUT, "_callId").hook(TOOL_RESULT_HOOK));
    return List.copyOf(points);
  }

  /** Internals of the library, none of which is guaranteed to stay. */
  private static void retries(List<HookPoint> points) {
    for (String method : List.of("getRetryBackoffDuration", "getRetryBackoffMillis")) {
      points.add(
          HookPoint.inClass(RETRYING)
              .method(method, "int", "com.openai.core.http.HttpResponse")
              .optional()
              .hook(HOOKS + "retries.RetryBackoffHook"));
    }
    points.add(
        HookPoint.inClass("com.openai.core.PrepareRequest")
            .method("prepareAsync")
            .optional()
            .hook(HOOKS + "retries.RequestPreparedHook"));
    points.add(
        HookPoint.inClass(RETRYING)
            .method("executeAsync", "com.openai.core.http.HttpRequest", OPTIONS)
            .optional()
            .hook(HOOKS + "retries.AsyncSendHook"));
    points.add(
        HookPoint.inClass(RETRYING)
            .method("setRetryCountHeader", "com.openai.core.http.HttpRequest", "int")
            .optional()
            .hook(HOOKS + "retries.RetryCountHook"));
  }

  /**
   * Starts a hook point on the creation of messages with tool results.
   *
   * @param id the accessor of the tool call id in the message
   */
  static HookPoint.Builder toolResult(String message, String id) {
    return HookPoint.inClass(message + "$Builder").method("build", NO_PARAMETERS).label(id);
  }

  /**
   * Adds {@code create} and {@code createStreaming} of a service, both blocking and asynchronous.
   */
  static void createAndStream(List<HookPoint> points, String service, String params, String hook) {
    both(service, "create", params).forEach(point -> points.add(point.hook(HOOKS + hook)));
    both(service, "createStreaming", params)
        .forEach(point -> points.add(point.label(STREAM).hook(HOOKS + hook)));
  }

  /** Adds a method, both blocking and asynchronous. */
  static void both(
      List<HookPoint> points, String service, String method, String params, String hook) {
    both(service, method, params).forEach(point -> points.add(point.hook(HOOKS + hook)));
  }

  /** Adds a method that older versions lack, both blocking and asynchronous. */
  static void bothOptional(
      List<HookPoint> points,
      String service,
      String method,
      String params,
      @Nullable String label,
      String hook) {
    both(service, method, params)
        .forEach(point -> points.add(point.optional().label(label).hook(HOOKS + hook)));
  }

  static List<HookPoint.Builder> both(String service, String method, String params) {
    return List.of(
        HookPoint.inClass(blocking(service)).method(method, params, OPTIONS),
        HookPoint.inClass(async(service)).method(method, params, OPTIONS));
  }

  private static String blocking(String service) {
    return "com.openai.services.blocking." + service + "ServiceImpl$WithRawResponseImpl";
  }

  private static String async(String service) {
    return "com.openai.services.async." + service + "ServiceAsyncImpl$WithRawResponseImpl";
  }
}
