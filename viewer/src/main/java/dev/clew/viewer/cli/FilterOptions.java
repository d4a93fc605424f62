// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.Quantities;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.SavedView;
import dev.clew.viewer.store.TraceStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select traces. */
final class FilterOptions {

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "FILTER",
      defaultValue = "",
      description = {
        "Traces to select, such as: status:error -tool:stock model:gpt-4.1 duration>2s \"card expired\"",
        "Fields: status, name, agent, model, provider, tool, offered, invented, error, fingerprint,"
            + " ended, edge, finding, guardrail, type, group,"
            + " user, service, content, metadata.KEY, id; by size: duration, cost, tokens, input,"
            + " output, cached, reasoning, saved, spans, errors, calls, toolcalls, toolduration,"
            + " retries, arguments, start."
      })
  String filter = "";

  @Option(
      names = "--view",
      paramLabel = "NAME",
      description = "A saved view, whose filter applies too.")
  @Nullable String view;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Started at or after this time: an age such as 1h, or ISO 8601.")
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Started before this time.")
  @Nullable String until;

  Selection selection(TraceStore store) {
    String text = filter;
    String named = view;
    if (named != null) {
      SavedView saved =
          store.views().stream()
              .filter(each -> each.name().equals(named))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Failures.CommandFailed(
                          Main.NOTHING_FOUND, "there is no view named " + named));
      text = saved.filter() + " " + text;
    }
    return new Selection(
        new FilterParser(Clock.systemUTC()).parse(text),
        nanos("--since", since),
        nanos("--until", until),
        null);
  }

  private static @Nullable Long nanos(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return Quantities.time(text, Clock.systemUTC().instant())
        .map(Quantities::nanos)
        .orElseThrow(
            () ->
                new Failures.CommandFailed(
                    Main.USAGE,
                    option
                        + ": \""
                        + text
                        + "\" is not a time; use an age such as 1h, or ISO 8601"));
  }
}
