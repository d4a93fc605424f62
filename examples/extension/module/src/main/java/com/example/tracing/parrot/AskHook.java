// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import com.example.parrot.Answer;
import com.example.parrot.ParrotClient;
import com.example.parrot.Question;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ParrotClient.ask(Question)}: the question on the way in, the answer on the way out. */
final class AskHook implements Hook<AskHook.Asking> {
  private final Tracer tracer;

  AskHook(Tracer tracer) {
    this.tracer = tracer;
  }

  /** One call in progress. */
  record Asking(Exchange exchange, Span span, Scope scope) {}

  @Override
  public Asking enter(Call call) {
    String model = call.self(ParrotClient.class).model();
    Exchange exchange = new Exchange(model, call.required(0, Question.class));
    Span span = tracer.start(SpanType.GENERATION, "ask " + model, exchange);
    return new Asking(exchange, span, Context.current().with(span).makeCurrent());
  }

  @Override
  public @Nullable Object exit(Asking asking, @Nullable Object result, @Nullable Throwable thrown) {
    asking.scope().close();
    if (thrown != null) {
      asking.span().fail(thrown);
    } else {
      asking.exchange().answer = (Answer) result;
      asking.span().end();
    }
    return result;
  }

  /** What the span says: references until the export thread asks for more. */
  static final class Exchange implements Payload {
    private final String model;
    private final Question question;
    private volatile @Nullable Answer answer;

    private Exchange(String model, Question question) {
      this.model = model;
      this.question = question;
    }

    @Override
    public GenerationData render() {
      GenerationData.Builder data =
          new GenerationData.Builder()
              .provider("parrot")
              .requestModel(model)
              .input(List.of(Message.text("user", question.text())));
      Answer given = answer;
      if (given != null) {
        data.responseModel(given.model())
            .output(List.of(Message.text("assistant", given.text())))
            .usage(Usage.of(given.wordsHeard(), given.wordsSpoken()));
      }
      return data.build();
    }

    @Override
    public long retainedBytes() {
      Answer given = answer;
      return 512L + question.text().length() + (given == null ? 0 : given.text().length());
    }
  }
}
