// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.sample;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Answers with what the test supplies, or lets the method run. */
public final class AnswerHook implements Hook<Object> {
  private final List<String> journal;
  private final Supplier<Object> answer;

  public AnswerHook(List<String> journal, Supplier<Object> answer) {
    this.journal = journal;
    this.answer = answer;
  }

  @Override
  public Object enter(Call call) {
    journal.add("asked " + call.argument(0, Object.class));
    if ("replacing".equals(call.label())) {
      call.replaceArgument(0, "replaced");
    }
    Callable<?> body = (Callable<?>) answer.get();
    if (body != null) {
      call.answer(body);
    }
    // A state that looks like an answer.
    return (Callable<String>) () -> "the state is not the answer";
  }

  @Override
  public Object exit(Object state, Object result, Throwable thrown) {
    journal.add("ran " + result + (state instanceof Callable ? "" : " without its state"));
    if ("wrong".equals(result)) {
      return 7;
    }
    if ("broken".equals(result)) {
      throw new IllegalStateException("broken exit");
    }
    return result;
  }
}
