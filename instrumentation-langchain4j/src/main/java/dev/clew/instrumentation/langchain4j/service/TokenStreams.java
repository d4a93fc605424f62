// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import org.jspecify.annotations.Nullable;

/** Maps token streams and their response handlers to runs. */
public final class TokenStreams {
  private final WeakIdentityMap<Object, AgentRun> byStream = new WeakIdentityMap<>();
  private final WeakIdentityMap<Object, AgentRun> byHandler = new WeakIdentityMap<>();
  private final CallObservations calls;

  /** Creates an empty registry, shared by the hooks of one application. */
  public TokenStreams(CallObservations calls) {
    this.calls = calls;
  }

  void stream(Object stream, AgentRun run) {
    byStream.put(stream, run);
    calls.watcher().watch(stream, run::streamAbandoned);
  }

  void handler(Object handler, AgentRun run) {
    byHandler.put(handler, run);
  }

  /** Returns the run that returned {@code stream}, or null. */
  public @Nullable AgentRun ofStream(Object stream) {
    return byStream.get(stream);
  }

  @Nullable AgentRun ofHandler(Object handler) {
    return byHandler.get(handler);
  }
}
