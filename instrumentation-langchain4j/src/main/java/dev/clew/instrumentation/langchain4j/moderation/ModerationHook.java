// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.kit.call.ContextTransfer;
import dev.clew.kit.value.Values;
import dev.langchain4j.model.moderation.Moderation;
import java.util.List;
import java.util.Map;

/**
 * Traces {@code ModerationModel.moderate} with a string, a prompt, a segment, messages or, since
 * 1.12, a request, and {@code doModerate}. Requests and responses are read by name.
 */
final class ModerationHook extends LangChain4jHook<ModerationPayload> {
  private static final String REQUEST = "dev.langchain4j.model.moderation.ModerationRequest";

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
    ModerationPayload content = new ModerationPayload(models.of(receiver));
    nestedCall(content, call);
    return content;
  }

  @Override
  protected void nestedCall(ModerationPayload content, Call call) {
    Object input = call.required(0, Object.class);
    Object texts = input instanceof List<?> ? input : Accessors.read(input, "texts");
    boolean single = !(texts instanceof List<?>) && !input.getClass().getName().startsWith(REQUEST);
    content.requested(
        ModelInfos.nameIn(input),
        single ? (Integer) 1 : texts instanceof List<?> list ? Values.size(list) : null);
  }

  @Override
  protected void answered(ModerationPayload content, Span span, Object result) {
    Object verdict = Accessors.read(result, "content");
    verdict = verdict != null ? verdict : Accessors.read(result, "moderation");
    if (verdict instanceof Moderation moderation) {
      Object metadata = Accessors.read(result, "metadata");
      content.answered(moderation, metadata instanceof Map<?, ?> map ? map : null);
    }
  }
}
