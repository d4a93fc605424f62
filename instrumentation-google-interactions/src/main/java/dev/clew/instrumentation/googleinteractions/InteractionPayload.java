// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Usages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of an interaction's span: a response if a model is asked, an agent if one of the
 * provider's agents is.
 */
final class InteractionPayload implements CallPayload {
  private static final Set<String> IN_PROGRESS = Set.of("in_progress", "queued");

  private static final long PER_STEP = 2_048;

  private final String provider;
  private final @Nullable String server;
  private final InteractionRequest request;
  private final ToolLoop tools;
  private final InteractionEvents events = new InteractionEvents();
  private volatile @Nullable Object result;
  private volatile @Nullable Consumer<String> idListener;

  InteractionPayload(
      String provider, @Nullable String server, InteractionRequest request, ToolLoop tools) {
    this.provider = provider;
    this.server = server;
    this.request = request;
    this.tools = tools;
  }

  /** Sets who learns the id of the interaction as soon as it is known. */
  void onId(Consumer<String> listener) {
    idListener = listener;
  }

  @Override
  public void result(Object answer) {
    Object interaction = Fields.read(answer, "interaction");
    result = interaction;
    identified(Fields.text(interaction, "id"));
  }

  @Override
  public void chunk(Object event) {
    identified(events.add(event));
  }

  private void identified(@Nullable String id) {
    Consumer<String> listener = idListener;
    if (id != null && listener != null) {
      listener.accept(id);
    }
  }

  @Override
  public boolean isStreamed() {
    return request.isStreamed();
  }

  @Override
  public boolean isComplete() {
    return !isStreamed() || events.isComplete();
  }

  private @Nullable String status() {
    Object interaction = result;
    return Fields.text(interaction != null ? interaction : events.interaction(), "status");
  }

  @Override
  public @Nullable SpanError error() {
    SpanError sent = events.error();
    return sent == null && "failed".equals(status())
        ? SpanError.of("failed", "the interaction failed")
        : sent;
  }

  @Override
  public boolean isCancelled() {
    return "cancelled".equals(status());
  }

  @Override
  public void followUp(Context caller) {
    List<RequestedTool> requested = new ArrayList<>(0);
    Object interaction = result;
    for (Object step : interaction != null ? Fields.list(interaction, "steps") : events.begun()) {
      String id = Fields.text(step, "id");
      String name = Fields.text(step, "name");
      if (id != null && name != null && "function_call".equals(Fields.text(step, "type"))) {
        requested.add(new RequestedTool(id, name, new Arguments(this, id)));
      }
    }
    if (!requested.isEmpty()) {
      tools.start(caller, server, null, requested, InteractionRequest::output);
    }
  }

  /** A function's arguments, which a stream sends in pieces. */
  private record Arguments(InteractionPayload of, String id) {
    @Override
    public String toString() {
      return of.steps().stream()
          .filter(step -> id.equals(step.text("id")))
          .map(step -> JsonWriter.textOrJson(step.values().get("arguments")))
          .findFirst()
          .orElse("{}");
    }
  }

  private GenerationData.Builder known() {
    return new GenerationData.Builder()
        .provider(provider)
        .serverAddress(server)
        .requestModel(request.model())
        .streamed(isStreamed());
  }

  private JsonTree answer() {
    Object interaction = result;
    return interaction != null ? InteractionJson.read(interaction) : events.seal();
  }

  private List<JsonTree> steps() {
    return answer().objects("steps");
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + request.retainedBytes()
        + PER_STEP * Fields.list(result, "steps").size()
        + events.retainedBytes();
  }

  @Override
  public SpanData render() {
    JsonTree answer = answer();
    return request.agent() == null ? response(answer) : agent(answer, request.agent());
  }

  private ResponseData response(JsonTree answer) {
    GenerationData generation = generation(answer);
    // The tokens of what goes on in the background are not known yet.
    boolean unfinished = IN_PROGRESS.contains(answer.textOrEmpty("status"));
    return new ResponseData(
        unfinished ? generation : Usages.orEstimate(generation),
        request.previousId(),
        null,
        request.instructions());
  }

  private GenerationData generation(JsonTree answer) {
    String status = answer.text("status");
    return known()
        .responseModel(answer.text("model"))
        .responseId(answer.text("id"))
        .parameters(request.parameters())
        .input(request.messages())
        .output(InteractionSteps.messages(answer.objects("steps")))
        .tools(request.tools())
        .finishReasons(status == null ? List.of() : List.of(status))
        .usage(usage(answer.object("usage")))
        .details(dropped())
        .build();
  }

  private Map<String, @Nullable Object> dropped() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    if (events.dropped() > 0) {
      details.put("dropped_events", events.dropped());
    }
    return details;
  }

  /** Returns the token counts; the provider counts thoughts beside the output. */
  private static @Nullable Usage usage(JsonTree usage) {
    Long input = usage.number("total_input_tokens");
    Long output = usage.number("total_output_tokens");
    Long thoughts = usage.number("total_thought_tokens");
    return input == null && output == null
        ? null
        : new Usage(
            sum(input, usage.number("total_tool_use_tokens")),
            sum(output, thoughts),
            usage.number("total_tokens"),
            usage.number("total_cached_tokens"),
            null,
            thoughts,
            null,
            null,
            false);
  }

  private static @Nullable Long sum(@Nullable Long first, @Nullable Long second) {
    return first == null ? second : (Long) (first + (second == null ? 0 : second));
  }

  private AgentData agent(JsonTree answer, String name) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(dropped());
    details.put("provider", provider);
    details.put("interaction_id", answer.text("id"));
    details.put("previous_interaction_id", request.previousId());
    details.put("status", answer.text("status"));
    details.put("usage", answer.values().get("usage"));
    details.values().removeIf(value -> value == null);
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    if (request.text() != null) {
      inputs.put("message", request.text());
    }
    return new AgentData(
        name,
        null,
        request.instructions(),
        List.of(),
        request.tools().stream().map(ToolDefinition::name).toList(),
        null,
        inputs,
        InteractionSteps.outputText(answer.objects("steps")),
        details);
  }

  @Override
  public SpanData outline() {
    GenerationData known = known().build();
    return request.agent() == null
        ? new ResponseData(known, request.previousId(), null, null)
        : agent(JsonTree.EMPTY, request.agent());
  }

  @Override
  public Payload enrichment() {
    return () -> generation(answer());
  }
}
