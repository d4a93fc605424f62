// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import org.jspecify.annotations.Nullable;

/** Traces {@code LanguageModel.generate}. */
final class LanguageHook extends LangChain4jHook<LanguagePayload> {
  private final ModelInfos models;

  LanguageHook(Tracer tracer, ModelInfos models) {
    super(tracer, LanguagePayload.KIND);
    this.models = models;
  }

  @Override
  protected @Nullable LanguagePayload begin(Object receiver, Call call) {
    String prompt = Prompts.text(call.argument(0, Object.class));
    return prompt == null ? null : new LanguagePayload(models.of(receiver), prompt, false);
  }
}
