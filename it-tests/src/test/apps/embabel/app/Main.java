// SPDX-License-Identifier: Apache-2.0
package app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.embabel.agent.api.annotation.support.AgentMetadataReader;
import com.embabel.agent.core.Agent;
import com.embabel.agent.core.AgentProcess;
import com.embabel.agent.core.ProcessOptions;
import com.embabel.agent.domain.io.UserInput;
import com.embabel.agent.test.integration.IntegrationTestUtils;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Runs agents of all kinds, and prints what they come to. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Its lines have the time, which differs from run to run.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    run(new Agents.Planner());
    run(new Agents.Desk());
    run(new Agents.Broken());
    run(new Agents.Clerk());
    own();
    System.exit(3);
  }

  static Agent agent(Object annotated) {
    return (Agent) new AgentMetadataReader().createAgentMetadata(annotated);
  }

  /** Prints what is called of objects of the application's own, as nothing more may be. */
  private static void own() {
    Own own = new Own();
    AgentProcess process =
        IntegrationTestUtils.dummyAgentPlatform()
            .runAgentFrom(
                own.agent(),
                new ProcessOptions().withBlackboard(own.blackboard()),
                Map.of("it", new UserInput("Rome")));
    System.out.println("Own: " + process.getStatus() + ", " + own.calls());
  }

  private static void run(Object annotated) {
    String name = annotated.getClass().getSimpleName();
    try {
      AgentProcess process =
          IntegrationTestUtils.dummyAgentPlatform()
              .runAgentFrom(
                  agent(annotated), new ProcessOptions(), Map.of("it", new UserInput("Rome")));
      System.out.println(name + ": " + process.getStatus() + ", " + process.lastResult());
    } catch (RuntimeException e) {
      System.out.println(name + ": " + e);
    }
  }
}
