// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import org.jspecify.annotations.Nullable;

/** Records and answers the calls of LangChain4j's HTTP clients that wait for a whole response. */
final class HttpClientHook implements Hook<TapeRecorder> {
  private final HttpCalls calls;

  HttpClientHook(HttpCalls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable TapeRecorder enter(Call call) {
    TapeDecision decision = calls.begin(call);
    TapeAnswer answer = decision.played();
    if (answer != null) {
      call.answer(() -> played(answer));
      return null;
    }
    return decision.recorder();
  }

  private Object played(TapeAnswer answer) throws Exception {
    answer.await();
    Throwable thrown = HttpCalls.error(answer);
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof Exception exception) {
      throw exception;
    }
    return calls.whole(answer);
  }

  @Override
  public @Nullable Object exit(
      TapeRecorder recorder, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown == null) {
      HttpCalls.whole(result, recorder);
    } else {
      HttpCalls.failed(thrown, recorder);
    }
    return result;
  }
}
