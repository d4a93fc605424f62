// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Usages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;

/**
 * The content of a model call's span. Of {@code invokeModel}, request and answer are bodies in the
 * format of the model's maker: bytes until the export thread parses them.
 */
final class ModelPayload extends BedrockPayload {
  private final ModelName model;
  private final @Nullable ToolLoop tools;
  private volatile @Nullable Runnable guardrail;
  private volatile boolean stopped;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param tools receives the tools that the answer requests; null unless it is one of Converse
   */
  ModelPayload(
      Object client,
      SdkRequest request,
      ModelName model,
      boolean streamed,
      @Nullable ToolLoop tools) {
    super(client, request, streamed);
    this.model = model;
    this.tools = tools;
  }

  /** Records that the request names a guardrail, which has a span below that of the call. */
  void guardedBy(String name, @Nullable String version, Tracer tracer, Context call) {
    // The service tells what it found, but not when.
    Payload verdict = () -> verdict(name, version);
    guardrail = () -> tracer.start(call, SpanType.GUARDRAIL, name, verdict).end();
  }

  @Override
  public synchronized void chunk(Object event) {
    super.chunk(event);
    if (event instanceof MessageStopEvent) {
      stopped = true;
    }
  }

  /** Only Converse has an event that ends every answer. */
  @Override
  public boolean isComplete() {
    return tools == null ? super.isComplete() : stopped;
  }

  @Override
  public boolean mayRequestTools() {
    return tools != null;
  }

  @Override
  public void followUp(Context caller) {
    List<RequestedTool> requested =
        isStreamed() ? ToolResults.requestedIn(events()) : ToolResults.requestedBy(result());
    if (tools != null && !requested.isEmpty()) {
      tools.start(caller, null, null, requested, ToolResults::output);
    }
  }

  @Override
  public void ended(Outcome outcome) {
    Runnable guarding = guardrail;
    if (guarding != null && outcome.error() == null && outcome.reason() == null) {
      guarding.run();
    }
  }

  /** Reads the fields of a message's blocks only where there is no text: that takes a while. */
  @Override
  long requestSize() {
    return tools == null
        ? super.requestSize()
        : RetainedBytes.of(
            ToolResults.messages(request()), SdkSize.PER_ELEMENT, ModelPayload::contentSize);
  }

  private static long contentSize(Message message) {
    return RetainedBytes.of(
        message.content(),
        SdkSize.PER_ELEMENT,
        block -> block.text() != null ? block.text().length() : SdkSize.of(block));
  }

  private GuardrailData verdict(String name, @Nullable String version) {
    Answer answer = answer();
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.guardrail());
    details.put("version", version);
    return new GuardrailData(name, answer.isIntervened(), details);
  }

  private JsonTree read(@Nullable Object holder) {
    return tools == null ? SdkJson.body(holder) : SdkJson.read(holder);
  }

  private Answer answer() {
    return isStreamed()
        ? new Answer(StreamedAnswer.joined(events().stream().map(this::read).toList()), null)
        : new Answer(read(result()), result());
  }

  @Override
  public GenerationData render() {
    Question question = new Question(read(request()));
    Answer answer = answer();
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details());
    details.putAll(model.details());
    return Usages.orEstimate(
        generation()
            .serverAddress(serverAddress())
            .responseModel(answer.model())
            .responseId(answer.id())
            .parameters(question.parameters())
            .input(question.messages())
            .tools(question.tools())
            .output(answer.messages())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(details(details))
            .build());
  }

  @Override
  public GenerationData outline() {
    return generation().build();
  }

  private GenerationData.Builder generation() {
    return new GenerationData.Builder()
        .provider(Sdk.PROVIDER)
        .requestModel(model.name())
        .streamed(isStreamed());
  }
}
