// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes the instrumentation of Spring AI.
 *
 * <p>The hooks are on the library's interfaces rather than its observations, which Micrometer's
 * registry may switch off. Points outside spring-ai-model are optional, because an application may
 * use the models alone.
 */
public final class SpringAiModule implements InstrumentationModule {
  private static final String AI = "org.springframework.ai.";
  private static final String HOOKS = SpringAiModule.class.getPackageName() + ".";
  private static final String PROMPT = AI + "chat.prompt.Prompt";
  private static final String RESPONSE = AI + "chat.model.ChatResponse";
  private static final String CLIENT = AI + "chat.client.";
  private static final String CLIENT_REQUEST = CLIENT + "ChatClientRequest";
  private static final String FLUX = "reactor.core.publisher.Flux";

  /** The labels of methods that return a stream, and of those for a single call of a model. */
  public static final String STREAM = "stream";

  public static final String ROUND = "round";

  /** The labels of a guardrail's methods: its check, and the answer if it rejects a request. */
  public static final String ADVISE = "advise";

  public static final String REFUSE = "refuse";

  @Override
  public String name() {
    return "spring-ai";
  }

  @Override
  public Library library() {
    return new Library("Spring AI", "1.0.0 to 2.0.1", List.of(PROMPT));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    chatModels(points);
    tools(points);
    clients(points);
    guardrails(points);
    retrieval(points);
    return List.copyOf(points);
  }

  /**
   * Most providers' models have a method for a single call, private in some versions, which the
   * public one calls with complete options, and which calls itself once the tools have run.
   */
  private static void chatModels(List<HookPoint> points) {
    String hook = HOOKS + "chat.ChatHook";
    String type = "chat.model.ChatModel";
    HookPoint.Builder call = in(type, PROMPT, "call", PROMPT).returning(RESPONSE);
    HookPoint.Builder stream = in(type, PROMPT, "stream", PROMPT).returning(FLUX);
    HookPoint.Builder round = in(type, PROMPT, "internalCall", PROMPT, RESPONSE);
    HookPoint.Builder streamedRound = // with one or two parameters
        HookPoint.inImplementations(AI + type, PROMPT).method("internalStream").returning(FLUX);
    points.add(call.label("").hook(hook));
    points.add(stream.label(STREAM).hook(hook));
    points.add(round.label(ROUND).optional().hook(hook));
    points.add(streamedRound.label(ROUND + " " + STREAM).optional().hook(hook));
    points.add(
        HookPoint.inClass(AI + "model.observation.ModelObservationContext")
            .constructor()
            .hook(HOOKS + "chat.ProviderHook"));
  }

  private static void tools(List<HookPoint> points) {
    String manager = "model.tool.ToolCallingManager";
    String options = AI + "model.tool.ToolCallingChatOptions";
    String context = AI + "chat.model.ToolContext";
    points.add(
        in(manager, PROMPT, "resolveToolDefinitions", options)
            .hook(HOOKS + "chat.OfferedToolsHook"));
    points.add(
        in(manager, PROMPT, "executeToolCalls", PROMPT, RESPONSE)
            .hook(HOOKS + "tool.ToolRoundHook"));
    points.add(
        in("tool.ToolCallback", context, "call", "java.lang.String", context)
            .hook(HOOKS + "tool.ToolHook"));
  }

  /** Returns a method of all implementations of a type. */
  private static HookPoint.Builder in(
      String type, String companion, String method, String... parameters) {
    return HookPoint.inImplementations(AI + type, companion).method(method, parameters);
  }

  private static void clients(List<HookPoint> points) {
    String hook = HOOKS + "client.ClientHook";
    String client = CLIENT + "DefaultChatClient$Default";
    HookPoint.Builder call = // several overloads, for all versions
        HookPoint.inClass(client + "CallResponseSpec").method("doGetObservableChatClientResponse");
    HookPoint.Builder stream =
        HookPoint.inClass(client + "StreamResponseSpec").method("doGetObservableFluxChatResponse");
    points.add(call.label("").optional().hook(hook));
    points.add(stream.label(STREAM).optional().hook(hook));
  }

  private static void guardrails(List<HookPoint> points) {
    String hook = HOOKS + "client.SafeGuardHook";
    String chain = "chat.client.advisor.api.";
    for (String kind : List.of("Call", "Stream")) {
      String type = chain + kind + "AdvisorChain";
      points.add(in(type, CLIENT_REQUEST, "next" + kind, CLIENT_REQUEST).optional().hook(hook));
      points.add(safeGuard("advise" + kind).label(ADVISE).optional().hook(hook));
    }
    points.add(safeGuard("createFailureResponse").label(REFUSE).optional().hook(hook));
  }

  private static HookPoint.Builder safeGuard(String method) {
    return HookPoint.inClass(CLIENT + "advisor.SafeGuardAdvisor").method(method);
  }

  private static void retrieval(List<HookPoint> points) {
    String store = "vectorstore.VectorStore"; // its method is in the second since 1.1
    search(points, store, "vectorstore.SearchRequest", "similaritySearch");
    search(points, store + "Retriever", "vectorstore.SearchRequest", "similaritySearch");
    search(points, "rag.retrieval.search.DocumentRetriever", "rag.Query", "retrieve");
  }

  private static void search(List<HookPoint> points, String type, String request, String method) {
    points.add(
        in(type, AI + request, method, AI + request)
            .label(method.equals("retrieve") ? method : "search")
            .optional()
            .hook(HOOKS + "retrieval.RetrievalHook"));
  }
}
