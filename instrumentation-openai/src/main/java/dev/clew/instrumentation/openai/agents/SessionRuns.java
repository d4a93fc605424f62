// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.core.http.HttpResponseFor;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.ObservedFuture;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Maps the parts of the library's streams to their runs; shared by the hooks of a class loader. */
public final class SessionRuns {
  private final CallObservations observations;
  private final Calls calls;
  private final WeakIdentityMap<Object, SessionRun> runs = new WeakIdentityMap<>();

  public SessionRuns(CallObservations observations, Calls calls) {
    this.observations = observations;
    this.calls = calls;
  }

  /** Starts a run; returns null if the library calls itself or the run is not recorded. */
  @Nullable StreamOpening begin(Call call) {
    Object params = call.required(0, Object.class);
    SessionRun opening = StreamOpening.current();
    if (opening != null && opening.isOpenedWith(params)) {
      return null;
    }
    SessionRun run = SessionRun.begin(observations, calls.client(call), params);
    return run == null ? null : StreamOpening.of(run);
  }

  /** Handles the result or exception of opening a stream; returns what the application receives. */
  @SuppressWarnings("FutureReturnValueIgnored") // the future is returned to the application
  @Nullable Object opened(
      StreamOpening opening, @Nullable Object result, @Nullable Throwable thrown) {
    opening.close();
    SessionRun run = opening.run();
    if (thrown != null) {
      run.failed(thrown);
    } else if (result instanceof HttpResponseFor<?> response) {
      return respond(run, response);
    } else if (result instanceof CompletableFuture<?> future) {
      return ObservedFuture.observe(
          future,
          run.caller(),
          arrived -> arrived instanceof HttpResponseFor<?> raw ? respond(run, raw) : arrived,
          run::failed);
    } else if (result != null) {
      watch(run, result);
    }
    return result;
  }

  HttpResponseFor<?> respond(SessionRun run, HttpResponseFor<?> response) {
    HttpResponseFor<?> observed = new RunResponse<>(response, run, this);
    watch(run, observed);
    return RunResponse.PROXY.of(response, observed);
  }

  void watch(SessionRun run, Object owner) {
    run.watch(owner);
  }

  void bind(Object part, SessionRun run) {
    runs.put(part, run);
  }

  /** Returns the run that the library's object {@code part} belongs to, or null. */
  @Nullable SessionRun of(Object part) {
    return runs.get(part);
  }
}
