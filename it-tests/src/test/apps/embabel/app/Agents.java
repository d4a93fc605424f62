// SPDX-License-Identifier: Apache-2.0
package app;

import com.embabel.agent.api.annotation.AchievesGoal;
import com.embabel.agent.api.annotation.Action;
import com.embabel.agent.api.annotation.Agent;
import com.embabel.agent.api.common.ActionContext;
import com.embabel.agent.domain.io.UserInput;

/** The agents. */
public final class Agents {
  private Agents() {}

  /** What is found out first. */
  public record Place(String name) {}

  /** What is found out last. */
  public record Trip(String text) {}

  /** Plans in two actions. */
  @Agent(description = "Plans trips")
  public static final class Planner {
    @Action
    public Place place(UserInput input) {
      return new Place(input.getContent());
    }

    @Action
    @AchievesGoal(description = "A trip is planned")
    public Trip trip(Place place) {
      return new Trip("to " + place.name());
    }
  }

  /** Leaves it to another agent. */
  @Agent(description = "Sells trips")
  public static final class Desk {
    @Action
    public Trip start(UserInput input, ActionContext context) {
      return context.asSubProcess(Trip.class, Main.agent(new Planner()));
    }

    @Action
    @AchievesGoal(description = "A trip is sold")
    public Place done(Trip trip) {
      return new Place(trip.text());
    }
  }

  /** Fails at once. */
  @Agent(description = "Never succeeds")
  public static final class Broken {
    @Action(canRerun = false)
    @AchievesGoal(description = "Nothing")
    public Trip trip(UserInput input) {
      throw new IllegalArgumentException("no way");
    }
  }

  /** Asks a model, which asks for a tool. */
  @Agent(description = "Asks")
  public static final class Clerk {
    @Action
    @AchievesGoal(description = "An answer")
    public Trip ask(UserInput input) throws ReflectiveOperationException {
      return new Trip(Asking.ask(input.getContent()));
    }
  }
}
