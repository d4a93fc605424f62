// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Values;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.model.moderation.ModerationResponse;

/**
 * Traces {@code ModerationModel.moderate(ModerationRequest)} and {@code doModerate}, since 1.12.
 */
final class ModerationRequestHook extends LangChain4jHook<ModerationPayload> {
  private final ModelInfos models;

  ModerationRequestHook(Tracer tracer, ModelInfos models) {
    super(tracer, ModerationPayload.KIND);
    this.models = models;
  }

  @Override
  protected ModerationPayload begin(Object receiver, Call call) {
    ModerationPayload content = new ModerationPayload(models.of(receiver, ModerationModel.class));
    nestedCall(content, call);
    return content;
  }

  @Override
  protected void nestedCall(ModerationPayload content, Call call) {
    ModerationRequest request =
        LibraryObjects.callableOrNull(call.required(0, ModerationRequest.class));
    if (request != null) {
      content.requested(
          "unknown".equals(request.modelName()) ? null : request.modelName(),
          Values.size(request.texts()));
    }
  }

  @Override
  protected void answered(ModerationPayload content, Span span, Object result) {
    ModerationResponse response = LibraryObjects.callableOrNull((ModerationResponse) result);
    if (response != null) {
      content.answered(response.moderation(), response.metadata());
    }
  }
}
