// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.kit.agent.MonotonicClock;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.CallObservations;
import dev.clew.testkit.SpanRecorder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A real client of a fake server, for running hooks around calls of any endpoint. */
public final class HookedApi implements AutoCloseable {
  public final SpanRecorder spans = new SpanRecorder();
  public final FakeOpenAi server = new FakeOpenAi();
  public final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .baseUrl(server.baseUrl())
          .apiKey("sk-secret")
          .maxRetries(0)
          .build();
  public final Calls calls = new Calls(new CallObservations(spans.tracer(), TestServices.FAILURES));

  public final ToolLoop tools =
      new ToolLoop(spans.tracer(), TestServices.HANDOFFS, new MonotonicClock());

  /** Calls {@code method} with {@code hook} around it, as in woven code. */
  public static <S, R> R around(Hook<S> hook, Object service, Object params, Callable<R> method) {
    return around(hook, null, service, params, method);
  }

  /** Calls {@code method} with {@code hook} around it, at a hook point with {@code label}. */
  @SuppressWarnings("unchecked") // the hook returns the method's result or a wrapper of it
  public static <S, R> R around(
      Hook<S> hook, @Nullable String label, Object service, Object params, Callable<R> method) {
    try {
      S state = hook.enter(Call.at(label, service, params, RequestOptions.none()));
      return state == null ? method.call() : (R) inside(hook, state, method);
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      throw new AssertionError(checked);
    }
  }

  private static <S> @Nullable Object inside(Hook<S> hook, S state, Callable<?> method)
      throws Exception {
    Object result;
    try {
      result = method.call();
    } catch (Throwable thrown) { // otherwise a failing test would leave its span current
      hook.exit(state, null, thrown);
      throw thrown;
    }
    return hook.exit(state, result, null);
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
