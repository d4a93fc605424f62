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

/** Traces {@code converse}, {@code invokeModel} and their streams. */
final class ModelHook extends RequestHook {
  private final ToolLoop tools;

  ModelHook(Calls calls, ToolLoop tools) {
    super(calls);
    this.tools = tools;
  }

  @Override
  @Nullable HookedCall begin(SdkRequest request, String method, Object client) {
    ModelName model = new ModelName(Sdk.text(request, "modelId"));
    if (method.equals(BedrockModule.INVOKE) && model.isOfEmbeddings()) {
      EmbeddingPayload payload = new EmbeddingPayload(client, request, model);
      return calls()
          .begin(SpanType.EMBEDDING, SpanNames.of("embeddings", model.name()), payload, null);
    }
    Span answered = ToolResults.report(request, tools);
    ModelPayload payload = payload(request, method, client, model);
    HookedCall begun =
        calls().begin(SpanType.GENERATION, SpanNames.of("chat", model.name()), payload, answered);
    if (begun != null) {
      guard(request, payload, begun);
    }
    return begun;
  }

  private ModelPayload payload(SdkRequest request, String method, Object client, ModelName model) {
    return switch (method) {
      case BedrockModule.CONVERSE, BedrockModule.CONVERSE_STREAM ->
          new ConversePayload(
              client, request, model, method.equals(BedrockModule.CONVERSE_STREAM), tools);
      default ->
          new InvokePayload(client, request, model, method.equals(BedrockModule.INVOKE_STREAM));
    };
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
