// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;

/**
 * The hook points in openai-java: {@code …ServiceImpl$WithRawResponseImpl}.
 *
 * <p>Every public way to make a call goes through these exactly once, however the client was built:
 * plain and structured calls, {@code withRawResponse()}, {@code withOptions()}, {@code async()}, a
 * custom HTTP client.
 */
public final class OpenAiModule implements InstrumentationModule {
  static final String TOOL_RESULT_HOOK = "tools.ToolResultHook";

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
    ServiceHookPoints points =
        new ServiceHookPoints("com.openai.", "dev.clew.instrumentation.openai.");
    String chat = "chat.completions.ChatCompletion";
    points.createAndStream("chat.ChatCompletion", chat + "CreateParams", "chat.ChatHook");
    points.createAndStream("Response", "responses.ResponseCreateParams", "responses.ResponseHook");
    ResponseSurfaces.addTo(points);
    RealtimeSurface.addTo(points);
    OtherSurfaces.addTo(points);
    AgentHookPoints.addTo(points);
    points.retries("call.RetryHook");
    String output = "responses.ResponseInputItem$FunctionCallOutput";
    points.add(points.toolResult(chat + "ToolMessageParam", "_toolCallId"), TOOL_RESULT_HOOK);
    points.add(points.toolResult(output, "_callId"), TOOL_RESULT_HOOK);
    return points.all();
  }
}
