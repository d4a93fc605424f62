// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import dev.clew.tape.json.JsonNumber;
import dev.clew.tape.steps.Step;
import dev.clew.tape.steps.TapeComparison;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run came to. */
record Totals(int calls, long models, long failed, long tokens, double cost, long unpriced) {
  static Totals of(List<Step> steps) {
    return new Totals(
        steps.size(),
        steps.stream().filter(Step::isModelCall).count(),
        steps.stream().filter(Step::failed).count(),
        TapeComparison.tokens(steps),
        TapeComparison.cost(steps),
        steps.stream().filter(step -> step.answer().hasTokens() && step.cost() == null).count());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(calls == 1 ? "1 call" : calls + " calls").append(", ").append(models);
    text.append(models == 1 ? " of a model" : " of models");
    if (failed > 0) {
      text.append(", ").append(failed).append(" failed");
    }
    text.append(", ").append(tokens).append(" tokens");
    if (cost > 0) {
      text.append(String.format(Locale.ROOT, ", $%.6f", cost));
      text.append(unpriced > 0 ? " without " + unpriced + " whose price is unknown" : "");
    }
    return text.toString();
  }

  Map<String, Object> json(Path tape) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("tape", tape.toString());
    fields.put("calls", calls);
    fields.put("model_calls", models);
    fields.put("failed", failed);
    fields.put("tokens", tokens);
    fields.put("cost", new JsonNumber(String.format(Locale.ROOT, "%.9f", cost)));
    return fields;
  }
}
