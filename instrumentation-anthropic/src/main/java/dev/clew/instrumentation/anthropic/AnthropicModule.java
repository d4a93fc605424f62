// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.http.ServiceHookPoints;
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

  private static final String ROOT = "com.anthropic.";
  private static final String RUNNER = ROOT + "helpers.BetaToolRunner";

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
    ServiceHookPoints points = new ServiceHookPoints(ROOT, "dev.clew.instrumentation.anthropic.");
    for (String beta : List.of("", "beta.")) {
      points.createAndStream(
          beta + "Message", beta + "messages.MessageCreateParams", "MessageHook");
      for (String method : List.of("Create", "Retrieve", "Cancel")) {
        String name = method.toLowerCase(Locale.ROOT);
        String params = beta + "messages.batches.Batch" + method + "Params";
        points.optional(beta + "messages.Batch", name, params, name, "BatchHook");
      }
    }
    completions(points);
    runner(points);
    points.retries("RetryHook");
    for (String result :
        List.of("messages.ToolResultBlockParam", "beta.messages.BetaToolResultBlockParam")) {
      points.add(points.toolResult(result, "_toolUseId"), "ToolResultHook");
    }
    return points.all();
  }

  /** Legacy completions, which 3.0 removed. */
  private static void completions(ServiceHookPoints points) {
    String params = "completions.CompletionCreateParams";
    points.optional("Completion", "create", params, null, "CompletionHook");
    points.optional("Completion", "createStreaming", params, HttpCallHook.STREAM, "CompletionHook");
  }

  /** The tool runner, since 2.11 or earlier; its tools are of two kinds of classes. */
  private static void runner(ServiceHookPoints points) {
    for (String method : List.of("iterator", "streaming")) {
      points.internal("helpers.BetaToolRunner", "RunnerHook", method, HookPoints.NO_PARAMETERS);
    }
    points.add(
        HookPoint.inClass(RUNNER).method("generateToolUseResult").optional(), "RunnerToolHook");
    points.add(
        HookPoint.inClass(ROOT + "helpers.BetaRunnableTool")
            .method("run$anthropic_java_core")
            .optional(),
        "ToolExceptionHook");
    points.add(
        HookPoint.inImplementations(ROOT + "models.beta.messages.RunnableTool", RUNNER)
            .method("run", ROOT + "core.JsonField")
            .optional(),
        "ToolExceptionHook");
  }
}
