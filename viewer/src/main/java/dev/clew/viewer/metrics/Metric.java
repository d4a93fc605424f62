// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Size;
import dev.clew.viewer.model.Figures.Sum;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A number that describes many traces, by which they are judged in a build and by alerts. */
public enum Metric {
  TRACES(Unit.COUNT, "how many traces"),
  FAILED(Unit.COUNT, "traces that failed"),
  ERROR_RATE(Unit.SHARE, "the part of the traces that failed, 0 to 1"),
  AVG_DURATION(Unit.SECONDS, "of a trace"),
  P50_DURATION(Unit.SECONDS, "of a trace"),
  P95_DURATION(Unit.SECONDS, "of a trace"),
  P99_DURATION(Unit.SECONDS, "of a trace"),
  MAX_DURATION(Unit.SECONDS, "of a trace"),
  TOKENS(Unit.COUNT, "input and output, of all traces together"),
  P95_TOKENS(Unit.COUNT, "of a trace"),
  COST(Unit.DOLLARS, "of all traces together"),
  COST_PER_TRACE(Unit.DOLLARS, "on average"),
  CACHE_HIT_RATE(Unit.SHARE, "the part of the input that came from the prompt cache, 0 to 1"),
  LOOPS(Unit.COUNT, "traces in which the same call was made again and again"),
  TOOL_ERROR_RATE(Unit.SHARE, "the part of the runs of tools that failed, 0 to 1"),
  P95_FIRST_TOKEN(Unit.SECONDS, "of a model call"),
  VOLUME_CHANGE(
      Unit.RATIO, "traces against the same span of time in the week before, 1 is as many");

  /** What a number counts. */
  public enum Unit {
    COUNT,
    SHARE,
    SECONDS,
    DOLLARS,
    RATIO
  }

  private final Unit unit;
  private final String help;

  Metric(Unit unit, String help) {
    this.unit = unit;
    this.help = help;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Unit unit() {
    return unit;
  }

  public String help() {
    return help;
  }

  public static Optional<Metric> of(String name) {
    return Arrays.stream(values()).filter(metric -> metric.wire().equals(name)).findFirst();
  }

  /** Its value; empty if nothing was there to be measured. */
  public OptionalDouble of(Measurements measured) {
    Figures all = measured.all();
    long traces = all.get(Sum.CALLS);
    return switch (this) {
      case TRACES -> OptionalDouble.of(traces);
      case FAILED -> OptionalDouble.of(all.get(Sum.ERRORS));
      case ERROR_RATE -> ratio(all.get(Sum.ERRORS), traces);
      case AVG_DURATION -> ratio(all.get(Sum.DURATION) / 1e9, traces);
      case P50_DURATION -> seconds(all, Size.DURATION, 0.5);
      case P95_DURATION -> seconds(all, Size.DURATION, 0.95);
      case P99_DURATION -> seconds(all, Size.DURATION, 0.99);
      case MAX_DURATION -> seconds(all, Size.DURATION, 1);
      case TOKENS -> OptionalDouble.of(all.tokens().total());
      case P95_TOKENS ->
          all.get(Size.TOKENS).isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(all.get(Size.TOKENS).percentile(0.95));
      case COST -> OptionalDouble.of(all.dollars(Sum.COST));
      case COST_PER_TRACE -> ratio(all.dollars(Sum.COST), traces);
      case CACHE_HIT_RATE -> ratio(all.tokens().cachedInput(), all.tokens().input());
      case LOOPS -> OptionalDouble.of(measured.loops());
      case TOOL_ERROR_RATE -> {
        Figures tools = measured.spans("function");
        yield ratio(tools.get(Sum.ERRORS), tools.get(Sum.CALLS));
      }
      case P95_FIRST_TOKEN -> {
        Figures calls = new Figures();
        calls.add(measured.spans("generation"));
        calls.add(measured.spans("response"));
        yield seconds(calls, Size.FIRST_TOKEN, 0.95);
      }
      case VOLUME_CHANGE -> measured.volumeChange();
    };
  }

  private static OptionalDouble ratio(double part, double whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
  }

  private static OptionalDouble seconds(Figures figures, Size size, double share) {
    return figures.get(size).isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(figures.get(size).percentile(share) / 1e9);
  }
}
