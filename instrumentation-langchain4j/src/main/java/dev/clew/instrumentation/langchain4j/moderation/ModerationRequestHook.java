// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.instrumentation.langchain4j.value.Values;
import dev.clew.instrumentation.langchain4j.work.ModelIdentities;
import dev.clew.instrumentation.langchain4j.work.WorkHook;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.model.moderation.ModerationResponse;

/** {@code ModerationModel.moderate(ModerationRequest)} and {@code doModerate}, since 1.12. */
final class ModerationRequestHook extends WorkHook<ModerationContent> {
  private final ModelIdentities models;

  ModerationRequestHook(Tracer tracer, ModelIdentities models) {
    super(tracer, ModerationContent.KIND);
    this.models = models;
  }

  @Override
  protected ModerationContent begin(Object doer, Call call) {
    ModerationContent content = new ModerationContent(models.of(doer, ModerationModel.class));
    deeper(content, call);
    return content;
  }

  @Override
  protected void deeper(ModerationContent content, Call call) {
    ModerationRequest request = LibraryObjects.askable(call.required(0, ModerationRequest.class));
    if (request != null) {
      content.asked(
          "unknown".equals(request.modelName()) ? null : request.modelName(),
          Values.size(request.texts()));
    }
  }

  @Override
  protected void answered(ModerationContent content, Span span, Object result) {
    ModerationResponse response = LibraryObjects.askable((ModerationResponse) result);
    if (response != null) {
      content.answered(response.moderation(), response.metadata());
    }
  }
}
