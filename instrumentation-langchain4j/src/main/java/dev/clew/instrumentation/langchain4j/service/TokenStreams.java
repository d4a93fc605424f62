// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import org.jspecify.annotations.Nullable;

/** Finds the run that a token stream or its response handler works for. */
public final class TokenStreams {
  private final WeakIdentityMap<Object, AgentRun> byStream = new WeakIdentityMap<>();
  private final WeakIdentityMap<Object, AgentRun> byHandler = new WeakIdentityMap<>();
  private final CallObservations calls;

  /** Makes an empty register; hooks of one application share it. */
  public TokenStreams(CallObservations calls) {
    this.calls = calls;
  }

  void stream(Object stream, AgentRun run) {
    byStream.put(stream, run);
    calls.watcher().watch(stream, run::streamDropped);
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
