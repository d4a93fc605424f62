// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes the instrumentation of LangChain4j.
 *
 * <p>A single module for the core, the AI services and langchain4j-agentic, because their hooks
 * share the context of a run. Hook points outside langchain4j-core are optional, because an
 * application may use the models alone.
 */
public final class LangChain4jModule implements InstrumentationModule {
  private static final String HOOKS = LangChain4jModule.class.getPackageName();

  private static final String CHAT_MODEL = "dev.langchain4j.model.chat.ChatModel";
  private static final String STREAMING_CHAT_MODEL =
      "dev.langchain4j.model.chat.StreamingChatModel";
  private static final String REQUEST = "dev.langchain4j.model.chat.request.ChatRequest";
  private static final String OPTIONS = "dev.langchain4j.model.chat.ChatRequestOptions";
  private static final String RESPONSE = "dev.langchain4j.model.chat.response.ChatResponse";
  private static final String HANDLER =
      "dev.langchain4j.model.chat.response.StreamingChatResponseHandler";
  private static final String HANDLE = "dev.langchain4j.model.chat.response.StreamingHandle";
  private static final String TOOL_REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";
  private static final String SERVICE = "dev.langchain4j.service.";

  @Override
  public String name() {
    return "langchain4j";
  }

  @Override
  public Library library() {
    return new Library(
        "LangChain4j", "1.0.0 to 1.19.0", List.of("dev.langchain4j.data.message.AiMessage"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    points.addAll(models());
    points.addAll(streamingModels());
    points.addAll(new ModelHookPoints(HOOKS + ".").list());
    points.addAll(new RetrievalHookPoints(HOOKS + ".").list());
    points.addAll(services());
    points.addAll(tools());
    points.addAll(new AgenticHookPoints(HOOKS + ".agentic.").list());
    points.addAll(new GuardrailHookPoints(HOOKS + ".guardrail.").list());
    points.addAll(new McpHookPoints(HOOKS + ".mcp.").list());
    points.addAll(new QuarkusHookPoints(HOOKS + ".quarkus.").list());
    return points;
  }

  @Override
  public List<LibraryPart> parts() {
    return List.of(
        part("langchain4j", "1.0.0 to 1.19.0", "dev.langchain4j.service", "AiServices"),
        part(
            "langchain4j-agentic",
            "1.9.0-beta16 to 1.19.0-beta29",
            "dev.langchain4j.agentic",
            "AgenticServices"),
        part(
            "langchain4j-mcp",
            "1.4.0-beta10 to 1.18.1-beta28",
            "dev.langchain4j.mcp",
            "client.DefaultMcpClient"),
        part(
            "quarkus-langchain4j",
            "1.5.0 to 1.7.0",
            "io.quarkiverse.langchain4j",
            "runtime.AiServicesRecorder"));
  }

  private static LibraryPart part(
      String artifact, String supported, String packageName, String marker) {
    return new LibraryPart(
        new Library(artifact, supported, List.of(packageName + "." + marker)), packageName);
  }

  private static List<HookPoint> models() {
    String hook = HOOKS + ".model.ChatModelHook";
    return List.of(
        implementations(CHAT_MODEL).method("chat", REQUEST).returning(RESPONSE).hook(hook),
        implementations(CHAT_MODEL)
            .method("chat", REQUEST, OPTIONS)
            .returning(RESPONSE)
            .optional() // since 1.13
            .hook(hook),
        implementations(CHAT_MODEL).method("doChat", REQUEST).returning(RESPONSE).hook(hook));
  }

  private static List<HookPoint> streamingModels() {
    String hook = HOOKS + ".model.StreamingChatModelHook";
    return List.of(
        implementations(STREAMING_CHAT_MODEL)
            .method("chat", REQUEST, HANDLER)
            .returning("void")
            .replacingArguments()
            .hook(hook),
        implementations(STREAMING_CHAT_MODEL)
            .method("chat", REQUEST, OPTIONS, HANDLER)
            .returning("void")
            .replacingArguments()
            .optional() // since 1.13
            .hook(hook),
        implementations(STREAMING_CHAT_MODEL)
            .method("doChat", REQUEST, HANDLER)
            .returning("void")
            .replacingArguments()
            .hook(hook),
        HookPoint.inImplementations(
                HANDLE, "dev.langchain4j.model.chat.response.PartialResponseContext")
            .method("cancel", new String[0])
            .optional() // since 1.8
            .hook(HOOKS + ".model.StreamingHandleHook"));
  }

  private static HookPoint.Builder implementations(String model) {
    return HookPoint.inImplementations(model, REQUEST);
  }

  private static List<HookPoint> services() {
    String hooks = HOOKS + ".service.";
    String stream = SERVICE + "AiServiceTokenStream";
    String handler = SERVICE + "AiServiceStreamingResponseHandler";
    return List.of(
        HookPoint.inClass(SERVICE + "DefaultAiServices$1")
            .method("invoke", "java.lang.Object", "java.lang.reflect.Method", HookPoint.ANY)
            .optional()
            .hook(hooks + "AiServiceHook"),
        HookPoint.inClass(SERVICE + "DefaultAiServices")
            .method("prepareSystemMessage", HookPoint.ANY, HookPoint.ANY, HookPoint.ANY)
            .optional()
            .hook(hooks + "SystemMessageHook"),
        HookPoint.inClass(stream).constructor().optional().hook(hooks + "TokenStreamHook"),
        HookPoint.inClass(stream).method("start").optional().hook(hooks + "TokenStreamStartHook"),
        HookPoint.inClass(stream)
            .method("onCompleteResponse", "java.util.function.Consumer")
            .replacingArguments()
            .optional()
            .hook(hooks + "AnswerListenerHook"),
        HookPoint.inClass(handler).constructor().optional().hook(hooks + "ResponseHandlerHook"),
        HookPoint.inClass(handler)
            .method("onCompleteResponse", RESPONSE)
            .optional()
            .hook(hooks + "ResponseCompletionHook"),
        HookPoint.inClass(handler)
            .method("onError", "java.lang.Throwable")
            .optional()
            .hook(hooks + "ResponseErrorHook"),
        HookPoint.inClass(handler)
            .method("execute", TOOL_REQUEST)
            .optional()
            .hook(hooks + "ResponseToolHook"));
  }

  private static List<HookPoint> tools() {
    String hooks = HOOKS + ".tool.";
    String tools = SERVICE + "tool.";
    return List.of(
        toolExecution().returning(tools + "ToolExecutionResult").hook(hooks + "ToolResultHook"),
        toolExecution()
            .returning("dev.langchain4j.data.message.ToolExecutionResultMessage") // 1.4, 1.5
            .hook(hooks + "ToolMessageHook"),
        HookPoint.inImplementations(tools + "ToolExecutor", TOOL_REQUEST)
            .method("execute", TOOL_REQUEST, "java.lang.Object")
            .optional()
            .hook(hooks + "ToolTextHook"),
        HookPoint.inImplementations(tools + "ToolExecutor", TOOL_REQUEST)
            .method("executeWithContext", TOOL_REQUEST, HookPoint.ANY)
            .optional() // since 1.6
            .hook(hooks + "ToolResultHook"),
        HookPoint.inClass(tools + "DefaultToolExecutor")
            .method("execute", HookPoint.ANY)
            .optional()
            .hook(hooks + "ToolMethodHook"),
        HookPoint.inClass(tools + "ToolService")
            .method("executeConcurrently", HookPoint.ANY, HookPoint.ANY, HookPoint.ANY)
            .optional()
            .hook(hooks + "ConcurrentToolsHook"),
        HookPoint.inClass(tools + "ToolService")
            .method("applyToolHallucinationStrategy", TOOL_REQUEST)
            .optional()
            .hook(hooks + "HallucinatedToolHook"));
  }

  private static HookPoint.Builder toolExecution() {
    return HookPoint.inClass(SERVICE + "tool.ToolService")
        .method(
            "executeWithErrorHandling",
            TOOL_REQUEST,
            HookPoint.ANY,
            HookPoint.ANY,
            HookPoint.ANY,
            HookPoint.ANY)
        .optional();
  }
}
