// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Remembers the context of a planner's loop, whose agents may run on other threads. */
final class PlannerLoopHook implements Hook<Object> {
  private final AgentHops hops;

  PlannerLoopHook(AgentHops hops) {
    this.hops = hops;
  }

  @Override
  public Object enter(Call call) {
    Object loop = call.self(Object.class);
    hops.began(loop);
    return loop;
  }

  @Override
  public @Nullable Object exit(Object loop, @Nullable Object result, @Nullable Throwable thrown) {
    // If the loop was interrupted, parallel agents may not have begun yet.
    if (thrown == null) {
      hops.ended(loop);
    }
    return result;
  }
}
