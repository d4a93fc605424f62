// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.core.http.HttpResponseFor;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.Tracer;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import dev.clew.instrumentation.openai.call.Abandonment;
import dev.clew.instrumentation.openai.call.Calls;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Which run the parts of the library's streams belong to; shared by the hooks of a loader. */
public final class SessionRuns {
  private final Tracer tracer;
  private final FailureReport failures;
  private final Calls calls;
  private final Abandonment abandonment;
  private final WeakIdentityMap<Object, SessionRun> runs = new WeakIdentityMap<>();

  public SessionRuns(Tracer tracer, FailureReport failures, Calls calls, Abandonment abandonment) {
    this.tracer = tracer;
    this.failures = failures;
    this.calls = calls;
    this.abandonment = abandonment;
  }

  /** Begins a run; null if the library calls itself, or nothing is kept. */
  @Nullable Opening begin(Call call) {
    Object params = call.required(0, Object.class);
    SessionRun opening = Opening.current();
    if (opening != null && opening.isOpenedWith(params)) {
      return null;
    }
    SessionRun run = SessionRun.begin(tracer, failures, calls.client(call), params);
    return run == null ? null : Opening.of(run);
  }

  /** Takes what the opening came to; returns what the application gets. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is not ignored, it goes to the application
  @Nullable Object opened(Opening opening, @Nullable Object result, @Nullable Throwable thrown) {
    opening.close();
    SessionRun run = opening.run();
    if (thrown != null) {
      run.failed(thrown);
    } else if (result instanceof HttpResponseFor<?> response) {
      return respond(run, response);
    } else if (result instanceof CompletableFuture<?> future) {
      return RunFuture.observe(future, run, this);
    } else if (result != null) {
      watch(run, result);
    }
    return result;
  }

  HttpResponseFor<?> respond(SessionRun run, HttpResponseFor<?> response) {
    HttpResponseFor<?> observed = new RunResponse<>(response, run, this);
    watch(run, observed);
    return RunResponse.STAND_IN.of(response, observed);
  }

  void watch(SessionRun run, Object owner) {
    run.watch(abandonment, owner);
  }

  void bind(Object part, SessionRun run) {
    runs.put(part, run);
  }

  /** Returns the run that {@code part} of the library belongs to, or null. */
  @Nullable SessionRun of(Object part) {
    return runs.get(part);
  }
}
