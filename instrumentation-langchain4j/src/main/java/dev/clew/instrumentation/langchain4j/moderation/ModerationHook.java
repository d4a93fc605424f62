// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.instrumentation.langchain4j.value.Values;
import dev.clew.instrumentation.langchain4j.work.ModelIdentities;
import dev.clew.instrumentation.langchain4j.work.WorkHook;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

/** {@code ModerationModel.moderate} of a text, a prompt, a segment, a message or several. */
final class ModerationHook extends WorkHook<ModerationContent> {
  private final ModelIdentities models;
  private final ModerationHops hops;

  ModerationHook(Tracer tracer, ModelIdentities models, ModerationHops hops) {
    super(tracer, ModerationContent.KIND);
    this.models = models;
    this.hops = hops;
  }

  @Override
  protected Context parent(Call call) {
    return hops.contextOf(call.argument(0, Object.class));
  }

  @Override
  protected ModerationContent begin(Object doer, Call call) {
    ModerationContent content = new ModerationContent(models.of(doer, ModerationModel.class));
    Object input = call.argument(0, Object.class);
    content.asked(null, input instanceof List<?> messages ? Values.size(messages) : (Integer) 1);
    return content;
  }

  @Override
  protected void answered(ModerationContent content, Span span, Object result) {
    Response<?> response = LibraryObjects.askable((Response<?>) result);
    if (response != null && response.content() instanceof Moderation moderation) {
      content.answered(moderation, response.metadata());
    }
  }
}
