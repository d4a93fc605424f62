// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.Decision;
import dev.langchain4j.agentic.planner.Planner;
import dev.langchain4j.agentic.scope.AgenticScope;
import org.jspecify.annotations.Nullable;

/**
 * Follows a planner's loop: it starts with the choice of the first agents, and asks its planner for
 * the next ones after a subagent has finished.
 */
final class PlannerLoopHook implements Hook<PlannerLoopHook.State> {
  /** The constructor, the only place where every version has both the planner and the scope. */
  static final String CREATED = "created";

  /** The end of a subagent. */
  static final String FINISHED = "finished";

  private final AgentContextTransfer transfer;

  PlannerLoopHook(AgentContextTransfer transfer) {
    this.transfer = transfer;
  }

  /**
   * A decision that is being made.
   *
   * @param run the loop that begins with it, or null for one of its later decisions
   */
  record State(Object loop, @Nullable PlannerRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Object loop = call.self(Object.class);
    if (CREATED.equals(call.label())) {
      created(call, loop);
      return null;
    }
    PlannerRun run = transfer.loop(loop);
    if (run == null) {
      return null;
    }
    boolean finished = FINISHED.equals(call.label());
    Context context = finished ? Context.current() : run.context();
    Scope scope = context.with(Decision.KEY, run.decide()).makeCurrent();
    return new State(loop, finished ? null : run, scope);
  }

  private void created(Call call, Object loop) {
    Context context = Context.current();
    AgentRun workflow = AgentRun.of(context);
    for (int i = 0; i < call.argumentCount(); i++) {
      Object argument = call.argument(i, Object.class);
      if (argument instanceof Planner planner) {
        transfer.began(loop, new PlannerRun(context, planner.getClass()));
        if (workflow != null) {
          workflow.addDetail("planner", name(planner.getClass()));
        }
      } else if (argument instanceof AgenticScope scope
          && workflow != null
          && LibraryObjects.mayCall(scope)) {
        workflow.addDetail(AgentInvokerHook.SCOPE_ID, scope.memoryId());
      }
    }
  }

  /** A planner may be a lambda or an anonymous class. */
  private static String name(Class<?> planner) {
    if (planner.isHidden()) {
      return "lambda";
    }
    String name = planner.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    PlannerRun run = state.run();
    if (run != null) {
      run.endIteration(thrown);
      // If the loop was interrupted, parallel agents may not have started yet.
      if (thrown == null) {
        transfer.ended(state.loop());
      }
    }
    return result;
  }
}
