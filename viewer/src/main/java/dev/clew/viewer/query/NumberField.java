// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRow;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Fields of the filter language that are compared by size. */
@SuppressWarnings("ImmutableEnumChecker") // Stateless functions.
public enum NumberField {
  DURATION(Kind.DURATION, "of the trace", ">10s", TraceRow::durationNanos),
  COST(Kind.DOLLARS, "in dollars", ">0.05", row -> cost(row).total()),
  TOKENS(Kind.NUMBER, "input and output", ">20k", row -> tokens(row).total()),
  INPUT(Kind.NUMBER, "input tokens", ">10k", row -> tokens(row).input()),
  OUTPUT(Kind.NUMBER, "output tokens", ">1k", row -> tokens(row).output()),
  CACHED(Kind.NUMBER, "input tokens from the cache", ">0", row -> tokens(row).cachedInput()),
  REASONING(Kind.NUMBER, "reasoning tokens", ">0", row -> tokens(row).reasoning()),
  SAVED(Kind.DOLLARS, "by the prompt cache, in dollars", ">0.01", row -> cost(row).cacheSavings()),
  SPANS(Kind.NUMBER, "how many", ">100", TraceRow::spans),
  ERRORS(Kind.NUMBER, "failed spans", ">0", TraceRow::errors),
  CALLS(Kind.NUMBER, "of models", ">5", TraceRow::modelCalls),
  TOOLCALLS(Kind.NUMBER, "runs of tools", "<1", TraceRow::toolCalls),
  TOOLDURATION(Kind.DURATION, "the longest run of a tool", ">1s", TraceRow::longestToolNanos),
  RETRIES(Kind.NUMBER, "by libraries", ">0", TraceRow::retries),
  ARGUMENTS(Kind.NUMBER, "characters, the longest of a tool", ">8k", TraceRow::largestArguments),
  START(Kind.TIME, "ISO 8601, or an age", ">1h", TraceRow::startNanos);

  /** How the number is written. */
  public enum Kind {
    NUMBER,
    DURATION,
    DOLLARS,
    TIME
  }

  private final Kind kind;
  private final String help;
  private final String example;
  private final ToDoubleFunction<TraceRow> value;

  NumberField(Kind kind, String help, String example, ToDoubleFunction<TraceRow> value) {
    this.kind = kind;
    this.help = help;
    this.example = example;
    this.value = value;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  public String help() {
    return help;
  }

  public String example() {
    return wire() + example;
  }

  public double of(TraceRow row) {
    return value.applyAsDouble(row);
  }

  public static Optional<NumberField> of(String name) {
    return Arrays.stream(values()).filter(field -> field.wire().equals(name)).findFirst();
  }

  private static Tokens tokens(TraceRow row) {
    return row.tokens() == null ? Tokens.NONE : row.tokens();
  }

  private static Cost cost(TraceRow row) {
    return row.cost() == null ? Cost.NONE : row.cost();
  }
}
