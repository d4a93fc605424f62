// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import dev.clew.tape.match.RequestForm;
import dev.clew.tape.steps.Change.Verdict;
import dev.clew.tape.steps.StepAlignment.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In what two runs differ: agent by agent, because parallel agents take turns as they like.
 *
 * @param same how many calls have the same request and the same answer
 * @param changes in the order of the second run
 */
public record TapeComparison(
    List<Step> a, List<Step> b, int same, List<Change> changes, Verdict verdict) {

  /**
   * Compares two runs.
   *
   * @param tolerance how much more or less tokens or cost may be, as a part of the first run's
   */
  public static TapeComparison of(List<Step> a, List<Step> b, double tolerance) {
    List<Change> changes = new ArrayList<>();
    Map<String, List<Step>> before = byAgent(a);
    Map<String, List<Step>> now = byAgent(b);
    Set<String> agents = new LinkedHashSet<>(now.keySet());
    agents.addAll(before.keySet());
    int same = 0;
    for (String agent : agents) {
      List<Step> one = before.getOrDefault(agent, List.of());
      List<Step> other = now.getOrDefault(agent, List.of());
      if (one.isEmpty() || other.isEmpty()) {
        changes.add(handoff(agent, one, other));
        continue;
      }
      List<Pair> pairs = reordered(StepAlignment.of(one, other), one, changes);
      for (Pair pair : pairs) {
        same += compare(pair, changes) ? 1 : 0;
      }
    }
    amounts(a, b, tolerance, changes);
    Verdict verdict =
        changes.stream().map(Change::verdict).max(Enum::compareTo).orElse(Verdict.SAME);
    return new TapeComparison(a, b, same, List.copyOf(changes), verdict);
  }

  private static Map<String, List<Step>> byAgent(List<Step> steps) {
    Map<String, List<Step>> agents = new LinkedHashMap<>();
    for (Step step : steps) {
      agents.computeIfAbsent(step.entry().path(), any -> new ArrayList<>()).add(step);
    }
    return agents;
  }

  private static Change handoff(String agent, List<Step> one, List<Step> other) {
    List<Step> steps = one.isEmpty() ? other : one;
    return Change.of(
        Verdict.CHANGED,
        "handoffs",
        one.isEmpty() ? null : one.get(0),
        other.isEmpty() ? null : other.get(0),
        "%s ran in %s only, %s"
            .formatted(
                agent.isEmpty() ? "the program outside of agents" : agent,
                one.isEmpty() ? "B" : "A",
                steps.size() == 1 ? "1 call" : steps.size() + " calls"));
  }

  /** Puts calls together that moved; that is a change unless they ran beside others anyway. */
  private static List<Pair> reordered(List<Pair> pairs, List<Step> all, List<Change> changes) {
    List<Pair> left = new ArrayList<>(pairs);
    List<Pair> moved = new ArrayList<>();
    for (Pair pair : pairs) {
      Step a = pair.a();
      if (a == null || pair.b() != null) {
        continue;
      }
      for (Pair candidate : left) {
        Step b = candidate.b();
        if (candidate.a() == null && b != null && isSame(a, b)) {
          left.remove(candidate);
          left.remove(pair);
          moved.add(new Pair(a, b));
          if (!isParallel(a, all)) {
            changes.add(
                Change.of(Verdict.CHANGED, "order", a, b, "at another place among the calls"));
          }
          break;
        }
      }
    }
    left.addAll(moved);
    return left;
  }

  private static boolean isSame(Step a, Step b) {
    return a.entry().call().equals(b.entry().call()) && StepAlignment.isSameRequest(a, b);
  }

  private static boolean isParallel(Step step, List<Step> all) {
    long start = step.entry().atMillis();
    long end = start + step.entry().millis();
    return all.stream()
        .filter(other -> other.entry().seq() != step.entry().seq())
        .anyMatch(
            other ->
                other.entry().atMillis() < end
                    && other.entry().atMillis() + other.entry().millis() > start);
  }

  /** Returns whether nothing differs. */
  private static boolean compare(Pair pair, List<Change> changes) {
    Step a = pair.a();
    Step b = pair.b();
    if (a == null || b == null) {
      boolean tool = step(a, b).entry().url().isEmpty();
      changes.add(
          Change.of(
              Verdict.CHANGED,
              tool ? "tools" : "calls",
              a,
              b,
              "only in " + (b == null ? "A" : "B")));
      return false;
    }
    int found = changes.size();
    new StepComparison(a, b, changes).compare();
    return changes.size() == found;
  }

  private static Step step(@Nullable Step a, @Nullable Step b) {
    if (a != null) {
      return a;
    }
    if (b != null) {
      return b;
    }
    throw new IllegalArgumentException("a pair without steps");
  }

  private static void amounts(List<Step> a, List<Step> b, double tolerance, List<Change> changes) {
    amount("tokens", (double) tokens(a), (double) tokens(b), tolerance, "%.0f", changes);
    amount("cost", cost(a), cost(b), tolerance, "$%.6f", changes);
  }

  private static void amount(
      String what,
      double before,
      double now,
      double tolerance,
      String format,
      List<Change> changes) {
    if (Math.abs(now - before) > tolerance * before) {
      String one = String.format(Locale.ROOT, format, before);
      String other = String.format(Locale.ROOT, format, now);
      String by =
          before == 0
              ? ""
              : String.format(Locale.ROOT, " (%+.0f %%)", (now - before) / before * 100);
      changes.add(
          new Change(Verdict.CHANGED, what, null, null, one + " → " + other + by, one, other));
    }
  }

  /** Returns the tokens of all steps, as far as they are known. */
  public static long tokens(List<Step> steps) {
    return steps.stream()
        .map(Step::answer)
        .mapToLong(each -> Math.max(0, each.inputTokens()) + Math.max(0, each.outputTokens()))
        .sum();
  }

  /** Returns the cost of all steps, as far as it is known. */
  public static double cost(List<Step> steps) {
    return steps.stream().map(Step::cost).filter(cost -> cost != null).mapToDouble(c -> c).sum();
  }

  static String plain(String text) {
    return RequestForm.loose(RequestForm.canonical(text));
  }
}
