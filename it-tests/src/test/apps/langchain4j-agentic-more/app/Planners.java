// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agentic.planner.Action;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.planner.InitPlanningContext;
import dev.langchain4j.agentic.planner.Planner;
import dev.langchain4j.agentic.planner.PlanningContext;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import java.util.List;

/** Planners written by the application. */
final class Planners {
  private Planners() {}

  /** Calls its agents from the last to the first. */
  static final class Backwards implements Planner {
    private List<AgentInstance> agents;
    private int next;

    @Override
    public void init(InitPlanningContext context) {
      agents = context.subagents();
      next = agents.size();
    }

    @Override
    public Action nextAction(PlanningContext context) {
      return next == 0 ? done() : call(agents.get(--next));
    }
  }

  /** A service that selects an agent. */
  interface Chooser {
    @UserMessage("Who is next: {{it}}")
    String choose(String proposal);
  }

  /** Asks a model for the first agent and ends after that agent. */
  static final class Asking implements Planner {
    private final Chooser chooser;
    private List<AgentInstance> agents;

    Asking(ChatModel model) {
      chooser = AiServices.create(Chooser.class, model);
    }

    @Override
    public void init(InitPlanningContext context) {
      agents = context.subagents();
    }

    @Override
    public Action firstAction(PlanningContext context) {
      String chosen = chooser.choose("poet");
      return call(
          agents.stream().filter(agent -> agent.name().equals(chosen)).findFirst().orElseThrow());
    }

    @Override
    public Action nextAction(PlanningContext context) {
      return done();
    }
  }
}
