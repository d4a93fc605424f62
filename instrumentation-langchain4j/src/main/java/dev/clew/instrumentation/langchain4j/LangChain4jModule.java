// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * Describes the instrumentation of LangChain4j.
 *
 * <p>A single module for the core, the AI services and langchain4j-agentic, because their hooks
 * share the context of a run. Hook points outside langchain4j-core are optional, because an
 * application may use the models alone.
 */
public final class LangChain4jModule implements InstrumentationModule {

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
  private static final String RESPONSE_HANDLER = SERVICE + "AiServiceStreamingResponseHandler";
  private static final String QUARKUS = "io.quarkiverse.langchain4j.runtime.aiservice.";

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
    HookPoints points = new HookPoints(LangChain4jModule.class.getPackageName() + ".");
    models(points);
    streamingModels(points);
    ModelHookPoints.addTo(points);
    RetrievalHookPoints.addTo(points);
    services(points);
    streams(points);
    tools(points);
    AgenticHookPoints.addTo(points);
    guardrails(points);
    McpHookPoints.addTo(points);
    points.optional( // Quarkus's own implementation of AI services, since its version 1.5
        HookPoint.inClass(QUARKUS + "AiServiceMethodImplementationSupport")
            .method(
                "doImplement",
                QUARKUS + "AiServiceMethodCreateInfo",
                "dev.langchain4j.invocation.InvocationContext",
                HookPoint.ANY),
        "quarkus.QuarkusServiceHook");
    return points.all();
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

  private static void models(HookPoints points) {
    String hook = "model.ChatModelHook";
    points.add(in(CHAT_MODEL).method("chat", REQUEST).returning(RESPONSE), hook);
    points.optional( // since 1.13
        in(CHAT_MODEL).method("chat", REQUEST, OPTIONS).returning(RESPONSE), hook);
    points.add(in(CHAT_MODEL).method("doChat", REQUEST).returning(RESPONSE), hook);
  }

  private static void streamingModels(HookPoints points) {
    String hook = "model.StreamingChatModelHook";
    points.add(streaming("chat", REQUEST, HANDLER), hook);
    points.optional(streaming("chat", REQUEST, OPTIONS, HANDLER), hook); // since 1.13
    points.add(streaming("doChat", REQUEST, HANDLER), hook);
    points.optional( // since 1.8
        HookPoint.inImplementations(
                HANDLE, "dev.langchain4j.model.chat.response.PartialResponseContext")
            .method("cancel", HookPoints.NO_PARAMETERS),
        "model.StreamingHandleHook");
  }

  private static HookPoint.Builder streaming(String method, String... parameters) {
    return in(STREAMING_CHAT_MODEL)
        .method(method, parameters)
        .returning("void")
        .replacingArguments();
  }

  private static HookPoint.Builder in(String model) {
    return HookPoint.inImplementations(model, REQUEST);
  }

  private static void services(HookPoints points) {
    points.optional(
        HookPoint.inClass(SERVICE + "DefaultAiServices$1")
            .method("invoke", "java.lang.Object", "java.lang.reflect.Method", HookPoint.ANY),
        "service.AiServiceHook");
    points.optional(
        HookPoint.inClass(SERVICE + "DefaultAiServices")
            .method("prepareSystemMessage", HookPoint.ANY, HookPoint.ANY, HookPoint.ANY),
        "service.SystemMessageHook");
  }

  private static void streams(HookPoints points) {
    String stream = SERVICE + "AiServiceTokenStream";
    points.optional(HookPoint.inClass(stream).constructor(), "service.TokenStreamHook");
    points.optional(
        HookPoint.inClass(stream).method("start").label("start"), "service.TokenStreamHook");
    points.optional(
        HookPoint.inClass(stream)
            .method("onCompleteResponse", "java.util.function.Consumer")
            .replacingArguments(),
        "service.AnswerListenerHook");
    HookPoint.Builder created = HookPoint.inClass(RESPONSE_HANDLER).constructor().label("created");
    points.optional(created, "service.ResponseHandlerHook");
    handler(points, "onCompleteResponse", RESPONSE);
    handler(points, "onError", "java.lang.Throwable");
    handler(points, "execute", TOOL_REQUEST);
  }

  private static void handler(HookPoints points, String method, String parameter) {
    points.optional(
        HookPoint.inClass(RESPONSE_HANDLER).method(method, parameter).label(method),
        "service.ResponseHandlerHook");
  }

  private static void guardrails(HookPoints points) { // since 1.1
    String guardrail = "dev.langchain4j.guardrail.";
    points.optional(
        HookPoint.inClass(guardrail + "AbstractGuardrailExecutor")
            .method("validate", guardrail + "GuardrailRequest", guardrail + "Guardrail"),
        "guardrail.GuardrailHook");
    points.optional(
        HookPoint.inClass(guardrail + "OutputGuardrailExecutor")
            .method("execute", guardrail + "OutputGuardrailRequest"),
        "guardrail.GuardedAnswerHook");
  }

  private static void tools(HookPoints points) {
    String tools = SERVICE + "tool.";
    String hook = "tool.ToolHook";
    String any = HookPoint.ANY;
    String service = tools + "ToolService";
    points.optional(
        HookPoint.inClass(service)
            .method("executeWithErrorHandling", TOOL_REQUEST, any, any, any, any),
        hook);
    points.optional(executor().method("execute", TOOL_REQUEST, "java.lang.Object"), hook);
    points.optional(executor().method("executeWithContext", TOOL_REQUEST, any), hook); // since 1.6
    points.optional(
        HookPoint.inClass(tools + "DefaultToolExecutor").method("execute", any),
        "tool.ToolMethodHook");
    points.optional(
        HookPoint.inClass(service).method("executeConcurrently", any, any, any),
        "tool.ConcurrentToolsHook");
    points.optional(
        HookPoint.inClass(service).method("applyToolHallucinationStrategy", TOOL_REQUEST),
        "tool.HallucinatedToolHook");
  }

  private static HookPoint.Builder executor() {
    return HookPoint.inImplementations(SERVICE + "tool.ToolExecutor", TOOL_REQUEST);
  }
}
