// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Abandonment;
import dev.clew.instrumentation.langchain4j.work.Doers;
import dev.clew.instrumentation.langchain4j.work.ModelIdentities;
import dev.clew.instrumentation.langchain4j.work.Work;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.language.StreamingLanguageModel;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code StreamingLanguageModel.generate}: the handler is replaced by one that listens, and
 * the span ends where it is told the end.
 */
final class StreamingLanguageHook implements Hook<StreamingLanguageHook.State> {
  private final Tracer tracer;
  private final ModelIdentities models;
  private final Abandonment abandonment;
  private final FailureReport failures;

  StreamingLanguageHook(
      Tracer tracer, ModelIdentities models, Abandonment abandonment, FailureReport failures) {
    this.tracer = tracer;
    this.models = models;
    this.abandonment = abandonment;
    this.failures = failures;
  }

  record State(StreamedCompletion completion, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Object model = call.self(Object.class);
    String prompt = Prompts.text(call.argument(0, Object.class));
    StreamingResponseHandler<?> handler = call.argument(1, StreamingResponseHandler.class);
    if (prompt == null || handler == null || Doers.passThrough(model)) {
      return null;
    }
    Work<LanguageContent> outer = Work.current(LanguageContent.KIND);
    if (outer != null && outer.doer() == model) {
      return null;
    }
    if (outer != null) {
      outer.content().passedOn();
    }
    StreamedText text = new StreamedText();
    LanguageContent content =
        new LanguageContent(models.of(model, StreamingLanguageModel.class), prompt, text);
    Context caller = Context.current();
    Span span = tracer.start(caller, content.type(), content.name(), content);
    StreamedCompletion completion = new StreamedCompletion(span, content, text);
    ListeningTextHandler<?> listening =
        new ListeningTextHandler<>(handler, completion, caller, failures);
    completion.watchedBy(abandonment.watch(listening, completion::cancelled));
    call.replaceArgument(1, listening);
    Work<LanguageContent> work = new Work<>(model, content, span);
    return new State(completion, work.in(caller, LanguageContent.KIND).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.completion().failed(thrown);
    }
    return result;
  }
}
