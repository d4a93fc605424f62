// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/**
 * Makes the run current where a stream's handler runs a tool. With an executor that is another
 * thread, and it may happen while the model is still streaming.
 */
final class ResponseToolHook implements Hook<Scope> {
  private final TokenStreams streams;

  ResponseToolHook(TokenStreams streams) {
    this.streams = streams;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    AgentRun run = streams.ofHandler(call.self(Object.class));
    return run == null || AgentRun.current() == run ? null : run.context().makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
