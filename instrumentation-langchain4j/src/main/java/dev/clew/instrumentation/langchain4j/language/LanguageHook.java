// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.work.ModelIdentities;
import dev.clew.instrumentation.langchain4j.work.WorkHook;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.output.Response;
import org.jspecify.annotations.Nullable;

/** {@code LanguageModel.generate}. */
final class LanguageHook extends WorkHook<LanguageContent> {
  private final ModelIdentities models;

  LanguageHook(Tracer tracer, ModelIdentities models) {
    super(tracer, LanguageContent.KIND);
    this.models = models;
  }

  @Override
  protected @Nullable LanguageContent begin(Object doer, Call call) {
    String prompt = Prompts.text(call.argument(0, Object.class));
    return prompt == null
        ? null
        : new LanguageContent(models.of(doer, LanguageModel.class), prompt, null);
  }

  @Override
  protected void answered(LanguageContent content, Span span, Object result) {
    content.answered((Response<?>) result);
  }
}
