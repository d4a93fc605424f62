// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The hook points in anthropic-java: {@code …ServiceImpl$WithRawResponseImpl}.
 *
 * <p>Every public way to make a call goes through these exactly once, whatever the back end and
 * however the client was built: plain and structured calls, {@code withRawResponse()}, {@code
 * async()}, beta, message threads, the tool runner.
 */
public final class AnthropicModule implements InstrumentationModule {
  static final String STREAM = "stream";

  private static final String ROOT = "com.anthropic.";
  private static final String OPTIONS = ROOT + "core.RequestOptions";
  private static final String MODELS = ROOT + "models.";
  private static final String RETRYING = ROOT + "core.http.RetryingHttpClient";
  private static final String RUNNER = ROOT + "helpers.BetaToolRunner";
  private static final String HOOKS = "dev.clew.instrumentation.anthropic.";
  private static final String[] NO_PARAMETERS = {};

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public Library library() {
    return new Library(
        "anthropic-java",
        "1.1.0 to 3.14.0",
        List.of(
            "com.anthropic.client.AnthropicClientImpl",
            "com.anthropic.client.AnthropicClientAsyncImpl"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    for (String beta : List.of("", "beta.")) {
      for (HookPoint.Builder create :
          both(beta + "Message", "create", beta + "messages.MessageCreateParams")) {
        points.add(create.hook(HOOKS + "MessageHook"));
      }
      for (HookPoint.Builder stream :
          both(beta + "Message", "createStreaming", beta + "messages.MessageCreateParams")) {
        points.add(stream.label(STREAM).hook(HOOKS + "MessageHook"));
      }
      for (String method : List.of("Create", "Retrieve", "Cancel")) {
        String name = method.toLowerCase(Locale.ROOT);
        String params = beta + "messages.batches.Batch" + method + "Params";
        for (HookPoint.Builder batch : both(beta + "messages.Batch", name, params)) {
          points.add(batch.label(name).optional().hook(HOOKS + "BatchHook"));
        }
      }
    }
    completions(points);
    runner(points);
    retries(points);
    points.add(toolResult("messages.ToolResultBlockParam"));
    points.add(toolResult("beta.messages.BetaToolResultBlockParam"));
    return List.copyOf(points);
  }

  /** Legacy completions, which 3.0 removed. */
  private static void completions(List<HookPoint> points) {
    String params = "completions.CompletionCreateParams";
    String hook = HOOKS + "CompletionHook";
    both("Completion", "create", params).forEach(point -> points.add(point.optional().hook(hook)));
    both("Completion", "createStreaming", params)
        .forEach(point -> points.add(point.label(STREAM).optional().hook(hook)));
  }

  /** The tool runner, since 2.11 or earlier; its tools are of two kinds of classes. */
  private static void runner(List<HookPoint> points) {
    for (String method : List.of("iterator", "streaming")) {
      points.add(
          HookPoint.inClass(RUNNER)
              .method(method, NO_PARAMETERS)
              .optional()
              .hook(HOOKS + "RunnerHook"));
    }
    points.add(
        HookPoint.inClass(RUNNER)
            .method("generateToolUseResult")
            .optional()
            .hook(HOOKS + "RunnerToolHook"));
    points.add(
        HookPoint.inClass(ROOT + "helpers.BetaRunnableTool")
            .method("run$anthropic_java_core")
            .optional()
            .hook(HOOKS + "ToolExceptionHook"));
    points.add(
        HookPoint.inImplementations(MODELS + "beta.messages.RunnableTool", RUNNER)
            .method("run", ROOT + "core.JsonField")
            .optional()
            .hook(HOOKS + "ToolExceptionHook"));
  }

  /** Internals of the library, none of which is guaranteed to stay. */
  private static void retries(List<HookPoint> points) {
    String hook = HOOKS + "RetryHook";
    for (String method : List.of("getRetryBackoffDuration", "getRetryBackoffMillis")) {
      points.add(
          HookPoint.inClass(RETRYING)
              .method(method, "int", ROOT + "core.http.HttpResponse")
              .label(RetryHook.WAIT)
              .optional()
              .hook(hook));
    }
    points.add(
        HookPoint.inClass(ROOT + "core.PrepareRequest")
            .method("prepareAsync")
            .label(RetryHook.PREPARE)
            .optional()
            .hook(hook));
    points.add(
        HookPoint.inClass(RETRYING)
            .method("executeAsync", ROOT + "core.http.HttpRequest", OPTIONS)
            .label(RetryHook.SEND)
            .optional()
            .hook(hook));
    points.add(
        HookPoint.inClass(RETRYING)
            .method("setRetryCountHeader", ROOT + "core.http.HttpRequest", "int")
            .label(RetryHook.NUMBER)
            .optional()
            .hook(hook));
  }

  private static HookPoint toolResult(String message) {
    return HookPoint.inClass(MODELS + message + "$Builder")
        .method("build", NO_PARAMETERS)
        .hook(HOOKS + "ToolResultHook");
  }

  /** Returns a method of a service, both blocking and asynchronous. */
  private static List<HookPoint.Builder> both(String service, String method, String params) {
    String raw = "$WithRawResponseImpl";
    return List.of(
        HookPoint.inClass(ROOT + "services.blocking." + service + "ServiceImpl" + raw)
            .method(method, MODELS + params, OPTIONS),
        HookPoint.inClass(ROOT + "services.async." + service + "ServiceAsyncImpl" + raw)
            .method(method, MODELS + params, OPTIONS));
  }
}
