// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.Usages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** The content of a model call's span. */
abstract class ModelPayload extends BedrockPayload {
  private final ModelName model;
  private final boolean streamed;
  private volatile @Nullable Guarding guarding;

  ModelPayload(Object client, SdkRequest request, ModelName model, boolean streamed) {
    super(client, request);
    this.model = model;
    this.streamed = streamed;
  }

  /** A guardrail that the service applies to the call, and where its span belongs. */
  private record Guarding(String name, @Nullable String version, Tracer tracer, Context call) {}

  /** What a request says, read on the export thread. */
  record Question(
      Map<String, @Nullable Object> parameters, List<Message> input, List<ToolDefinition> tools) {}

  /** Returns what was asked; for the export thread. */
  abstract Question question();

  /** Returns the answer as far as it has arrived; for the export thread. */
  abstract Answer answer();

  /** Returns how much of the answer was dropped. */
  abstract long dropped();

  /** Records that the request names a guardrail, which has a span below that of the call. */
  final void guardedBy(String name, @Nullable String version, Tracer tracer, Context call) {
    guarding = new Guarding(name, version, tracer, call);
  }

  @Override
  public final boolean isStreamed() {
    return streamed;
  }

  @Override
  public final void ended(Outcome outcome) {
    Guarding guard = guarding;
    if (guard != null && outcome.error() == null && outcome.reason() == null) {
      // The service tells what it found, but not when.
      Payload verdict = () -> verdict(guard);
      guard.tracer().start(guard.call(), SpanType.GUARDRAIL, guard.name(), verdict).end();
    }
  }

  private GuardrailData verdict(Guarding guard) {
    Answer answer = answer();
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.guardrail());
    details.put("version", guard.version());
    return new GuardrailData(guard.name(), answer.intervened(), details);
  }

  @Override
  public final GenerationData render() {
    Question question = question();
    Answer answer = answer();
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details());
    details.putAll(model.details());
    if (dropped() > 0) {
      details.put("dropped_characters", dropped());
    }
    return Usages.orEstimate(
        generation()
            .serverAddress(serverAddress())
            .responseModel(answer.model())
            .responseId(answer.id())
            .parameters(question.parameters())
            .input(question.input())
            .tools(question.tools())
            .output(answer.messages())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(details(details))
            .build());
  }

  @Override
  public final GenerationData outline() {
    return generation().build();
  }

  private GenerationData.Builder generation() {
    return new GenerationData.Builder()
        .provider(Sdk.PROVIDER)
        .requestModel(model.name())
        .streamed(streamed);
  }
}
