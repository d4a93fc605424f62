// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
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
    HookPoints points = new HookPoints(SpringAiModule.class.getPackageName() + ".");
    chatModels(points);
    tools(points);
    clients(points);
    guardrails(points);
    retrieval(points);
    return points.all();
  }

  /**
   * Most providers' models have a method for a single call, private in some versions, which the
   * public one calls with complete options, and which calls itself once the tools have run.
   */
  private static void chatModels(HookPoints points) {
    String hook = "chat.ChatHook";
    String type = "chat.model.ChatModel";
    HookPoint.Builder call = in(type, PROMPT, "call", PROMPT).returning(RESPONSE);
    HookPoint.Builder stream = in(type, PROMPT, "stream", PROMPT).returning(FLUX);
    HookPoint.Builder round = in(type, PROMPT, "internalCall", PROMPT, RESPONSE);
    HookPoint.Builder streamedRound = // with one or two parameters
        HookPoint.inImplementations(AI + type, PROMPT).method("internalStream").returning(FLUX);
    points.add(call.label(""), hook);
    points.add(stream.label(STREAM), hook);
    points.optional(round.label(ROUND), hook);
    points.optional(streamedRound.label(ROUND + " " + STREAM), hook);
    points.add(
        HookPoint.inClass(AI + "model.observation.ModelObservationContext").constructor(),
        "chat.ProviderHook");
  }

  private static void tools(HookPoints points) {
    String manager = "model.tool.ToolCallingManager";
    String options = AI + "model.tool.ToolCallingChatOptions";
    String context = AI + "chat.model.ToolContext";
    points.add(in(manager, PROMPT, "resolveToolDefinitions", options), "chat.OfferedToolsHook");
    points.add(in(manager, PROMPT, "executeToolCalls", PROMPT, RESPONSE), "tool.ToolRoundHook");
    points.add(
        in("tool.ToolCallback", context, "call", "java.lang.String", context), "tool.ToolHook");
  }

  /** Returns a method of all implementations of a type. */
  private static HookPoint.Builder in(
      String type, String companion, String method, String... parameters) {
    return HookPoint.inImplementations(AI + type, companion).method(method, parameters);
  }

  private static void clients(HookPoints points) {
    String hook = "client.ClientHook";
    String client = CLIENT + "DefaultChatClient$Default";
    HookPoint.Builder call = // several overloads, for all versions
        HookPoint.inClass(client + "CallResponseSpec").method("doGetObservableChatClientResponse");
    HookPoint.Builder stream =
        HookPoint.inClass(client + "StreamResponseSpec").method("doGetObservableFluxChatResponse");
    points.optional(call.label(""), hook);
    points.optional(stream.label(STREAM), hook);
  }

  private static void guardrails(HookPoints points) {
    String hook = "client.SafeGuardHook";
    String chain = "chat.client.advisor.api.";
    for (String kind : List.of("Call", "Stream")) {
      String type = chain + kind + "AdvisorChain";
      points.optional(in(type, CLIENT_REQUEST, "next" + kind, CLIENT_REQUEST), hook);
      points.optional(safeGuard("advise" + kind).label(ADVISE), hook);
    }
    points.optional(safeGuard("createFailureResponse").label(REFUSE), hook);
  }

  private static HookPoint.Builder safeGuard(String method) {
    return HookPoint.inClass(CLIENT + "advisor.SafeGuardAdvisor").method(method);
  }

  private static void retrieval(HookPoints points) {
    String store = "vectorstore.VectorStore"; // its method is in the second since 1.1
    search(points, store, "vectorstore.SearchRequest", "similaritySearch");
    search(points, store + "Retriever", "vectorstore.SearchRequest", "similaritySearch");
    search(points, "rag.retrieval.search.DocumentRetriever", "rag.Query", "retrieve");
  }

  private static void search(HookPoints points, String type, String request, String method) {
    points.optional(
        in(type, AI + request, method, AI + request)
            .label(method.equals("retrieve") ? method : "search"),
        "retrieval.RetrievalHook");
  }
}
