// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points of the tape in LangChain4j. All are optional, because an application may use its
 * models, its tools or its MCP client alone.
 */
public final class LangChain4jTapeModule implements InstrumentationModule {
  private static final String HTTP = "dev.langchain4j.http.client.";
  private static final String TOOLS = "dev.langchain4j.service.tool.";
  private static final String TOOL_REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";
  private static final String MCP = "dev.langchain4j.mcp.client.transport.";

  @Override
  public String name() {
    return "langchain4j-tape";
  }

  @Override
  public Library library() {
    return new Library(
        "LangChain4j", "1.0.0 to 1.19.0", List.of("dev.langchain4j.data.message.AiMessage"));
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(LangChain4jTapeModule.class.getPackageName() + ".");
    http(points);
    tools(points);
    for (String method :
        List.of(
            McpTransportHook.START,
            McpTransportHook.INITIALIZE,
            McpTransportHook.REQUEST,
            McpTransportHook.NOTIFY)) {
      points.optional(transport(method, HookPoint.ANY), "McpTransportHook");
    }
    for (String method : List.of(McpTransportHook.CHECK_HEALTH, McpTransportHook.CLOSE)) {
      points.optional(transport(method), "McpTransportHook");
    }
    return points.all();
  }

  private static void http(HookPoints points) {
    HookPoint.Builder whole = client(HTTP + "HttpRequest");
    points.optional(
        whole.replacingArguments().returning(HTTP + "SuccessfulHttpResponse"), "HttpClientHook");
    HookPoint.Builder streamed =
        client(
            HTTP + "HttpRequest",
            HTTP + "sse.ServerSentEventParser",
            HTTP + "sse.ServerSentEventListener");
    points.optional(streamed.replacingArguments(), "HttpStreamHook");
    points.optional(
        HookPoint.inClass("dev.langchain4j.internal.RetryUtils$RetryPolicy")
            .method("sleep", "int")
            .answering(),
        "RetryWaitHook");
  }

  private static HookPoint.Builder client(String... parameters) {
    return HookPoint.inImplementations(HTTP + "HttpClient", HTTP + "HttpRequest")
        .method("execute", parameters)
        .answering();
  }

  private static void tools(HookPoints points) {
    points.optional(
        executor().method("execute", TOOL_REQUEST, "java.lang.Object").answering(), "ToolTextHook");
    points.optional( // since 1.6
        executor().method("executeWithContext", TOOL_REQUEST, HookPoint.ANY).answering(),
        "ToolResultHook");
    points.optional( // until 1.5, where lambdas are called by nothing else
        HookPoint.inClass(TOOLS + "ToolService")
            .method(
                "executeWithErrorHandling",
                TOOL_REQUEST,
                TOOLS + "ToolExecutor",
                "java.lang.Object",
                HookPoint.ANY,
                HookPoint.ANY)
            .replacingArguments(),
        "ToolServiceHook");
  }

  private static HookPoint.Builder executor() {
    return HookPoint.inImplementations(TOOLS + "ToolExecutor", TOOL_REQUEST);
  }

  private static HookPoint.Builder transport(String method, String... parameters) {
    // Every transport is started with the companion.
    return HookPoint.inImplementations(MCP + "McpTransport", MCP + "McpOperationHandler")
        .method(method, parameters)
        .label(method)
        .answering();
  }
}
