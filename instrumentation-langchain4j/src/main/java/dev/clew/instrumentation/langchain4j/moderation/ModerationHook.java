// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.ContextTransfer;
import dev.clew.kit.value.Values;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

/**
 * Traces {@code ModerationModel.moderate} with a string, a prompt, a segment, a message or several
 * messages.
 */
final class ModerationHook extends LangChain4jHook<ModerationPayload> {
  private final ModelInfos models;
  private final ContextTransfer transfer;

  ModerationHook(Tracer tracer, ModelInfos models, ContextTransfer transfer) {
    super(tracer, ModerationPayload.KIND);
    this.models = models;
    this.transfer = transfer;
  }

  @Override
  protected Context parent(Call call) {
    return transfer.take(call.argument(0, Object.class));
  }

  @Override
  protected ModerationPayload begin(Object receiver, Call call) {
    ModerationPayload content = new ModerationPayload(models.of(receiver, ModerationModel.class));
    Object input = call.argument(0, Object.class);
    content.requested(
        null, input instanceof List<?> messages ? Values.size(messages) : (Integer) 1);
    return content;
  }

  @Override
  protected void answered(ModerationPayload content, Span span, Object result) {
    Response<?> response = LibraryObjects.callableOrNull((Response<?>) result);
    if (response != null && response.content() instanceof Moderation moderation) {
      content.answered(moderation, response.metadata());
    }
  }
}
