// SPDX-License-Identifier: Apache-2.0
package app;

import com.embabel.agent.core.Action;
import com.embabel.agent.core.Agent;
import com.embabel.agent.core.Blackboard;
import com.embabel.agent.core.support.InMemoryBlackboard;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Actions and a blackboard of the application's own, which count the calls of their methods. */
final class Own {
  private final Map<String, Integer> calls = new TreeMap<>();

  Agent agent() {
    Agent known = Main.agent(new Agents.Planner());
    List<Action> actions =
        known.getActions().stream().map(action -> counting(Action.class, action)).toList();
    return new Agent(
        "Own",
        known.getProvider(),
        "1.0.0",
        known.getDescription(),
        known.getGoals(),
        actions,
        known.getConditions(),
        known.getStuckHandler());
  }

  Blackboard blackboard() {
    return counting(Blackboard.class, new InMemoryBlackboard());
  }

  /** Returns how often each method was called so far. */
  synchronized String calls() {
    return calls.toString();
  }

  private synchronized void count(String method) {
    calls.merge(method, 1, Integer::sum);
  }

  private <T> T counting(Class<T> type, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              count(type.getSimpleName() + "." + method.getName());
              if (method.getName().equals("equals")) {
                return self == arguments[0];
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
    return type.cast(proxy);
  }
}
