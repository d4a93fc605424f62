// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Answers with the first rule that matches. A request that no rule matches gets an HTTP 400, which
 * clients do not retry.
 */
public final class RuleScript implements ModelScript {
  private final List<Rule> rules;

  private RuleScript(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Starts an empty list of rules. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Reply reply(ChatRequest request) {
    for (Rule rule : rules) {
      if (rule.condition().test(request)) {
        return rule.script().reply(request);
      }
    }
    return Reply.error(
        400, "no rule matches; tools %s, system %s".formatted(request.tools(), request.system()));
  }

  private record Rule(Predicate<ChatRequest> condition, ModelScript script) {}

  /** Collects rules; earlier ones win. */
  public static final class Builder {
    private final List<Rule> rules = new ArrayList<>();

    private Builder() {}

    /** Answers by the script when the condition holds. */
    public Builder when(Predicate<ChatRequest> condition, ModelScript script) {
      rules.add(new Rule(condition, script));
      return this;
    }

    /** Always gives this reply when the condition holds. */
    public Builder when(Predicate<ChatRequest> condition, Reply reply) {
      return when(condition, request -> reply);
    }

    /** Builds the script. */
    public RuleScript build() {
      return new RuleScript(rules);
    }
  }
}
