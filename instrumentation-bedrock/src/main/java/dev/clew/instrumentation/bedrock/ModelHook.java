// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.stream.HookedCall;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Traces {@code converse}, {@code invokeModel}, their streams, and guardrails. */
final class ModelHook extends RequestHook {
  private final ToolLoop tools;

  ModelHook(Calls calls, ToolLoop tools) {
    super(calls);
    this.tools = tools;
  }

  @Override
  @Nullable HookedCall begin(SdkRequest request, String method, Object client) {
    ModelName model = new ModelName(Sdk.text(request, "modelId"));
    String named = model.name();
    if (model.id() == null) {
      GuardrailPayload check = new GuardrailPayload(client, request);
      return calls().begin(SpanType.GUARDRAIL, check.name(), check, null);
    } else if (method.equals(BedrockModule.INVOKE) && model.isOfEmbeddings()) {
      EmbeddingPayload vectors = new EmbeddingPayload(client, request, model);
      return calls().begin(SpanType.EMBEDDING, SpanNames.of("embeddings", named), vectors, null);
    }
    boolean converse = method.startsWith(BedrockModule.CONVERSE);
    boolean streamed = method.endsWith(BedrockModule.STREAM);
    Span answered = converse ? ToolResults.report(request, tools) : null;
    ModelPayload payload =
        new ModelPayload(client, request, model, streamed, converse ? tools : null);
    HookedCall begun =
        calls().begin(SpanType.GENERATION, SpanNames.of("chat", named), payload, answered);
    if (begun != null) {
      guard(request, payload, begun);
    }
    return begun;
  }

  /** Converse has a guardrail since 2.26, in a structure of its own. */
  private void guard(SdkRequest request, ModelPayload payload, HookedCall begun) {
    Object config = Accessors.read(request, "guardrailConfig");
    Object holder = config == null ? request : config;
    String name = Accessors.text(holder, "guardrailIdentifier");
    if (name != null) {
      payload.guardedBy(
          name,
          Accessors.text(holder, "guardrailVersion"),
          calls().shared().tracer(),
          begun.callContext());
    }
  }
}
