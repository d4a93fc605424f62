// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.langchain4j.agentic.planner.Planner;
import dev.langchain4j.agentic.scope.AgenticScope;
import org.jspecify.annotations.Nullable;

/**
 * Records the planner and the scope of a workflow that is starting: the constructor of {@code
 * PlannerLoop} is the only place where every version has both.
 */
final class PlannerStartedHook implements Hook<Object> {
  private final AgentContextTransfer transfer;

  PlannerStartedHook(AgentContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Context context = Context.current();
    AgentRun workflow = AgentRun.of(context);
    for (int i = 0; i < call.argumentCount(); i++) {
      Object argument = call.argument(i, Object.class);
      if (argument instanceof Planner planner) {
        transfer.began(call.self(Object.class), new PlannerRun(context, planner.getClass()));
        if (workflow != null) {
          workflow.addDetail("planner", name(planner.getClass()));
        }
      } else if (argument instanceof AgenticScope scope
          && workflow != null
          && LibraryObjects.mayCall(scope)) {
        workflow.addDetail(AgentInvokerHook.SCOPE_ID, scope.memoryId());
      }
    }
    return null;
  }

  /** A planner may be a lambda or an anonymous class. */
  private static String name(Class<?> planner) {
    if (planner.isHidden()) {
      return "lambda";
    }
    String name = planner.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
