// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Parameters;

/** The trace that a command refers to: an id, a prefix of one, or the latest. */
final class TraceArgument {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TRACE",
      defaultValue = "latest",
      description = "A trace id or a prefix of at least 6 digits; default: latest.")
  String trace = "latest";

  StoredTrace find(TraceStore store) {
    return find(store, trace);
  }

  /** A trace by its id, a prefix of it, or {@code latest}. */
  static StoredTrace find(TraceStore store, String trace) {
    String id =
        trace.equals("latest") ? latest(store) : full(store, trace.toLowerCase(Locale.ROOT));
    return store
        .trace(id)
        .orElseThrow(
            () -> new Failures.CommandFailed(Main.NOTHING_FOUND, "no trace has the id " + trace));
  }

  private static String latest(TraceStore store) {
    List<TraceRow> rows =
        store.list(new TraceQuery(Selection.ALL, TraceQuery.Sort.START, true, 1, null)).rows();
    if (rows.isEmpty()) {
      throw new Failures.CommandFailed(
          Main.NOTHING_FOUND,
          "there are no traces yet; run an application with -javaagent:clew-agent.jar");
    }
    return rows.get(0).id();
  }

  private static String full(TraceStore store, String given) {
    if (!given.matches("[0-9a-f]{6,32}")) {
      throw new Failures.CommandFailed(
          Main.USAGE, "\"" + given + "\" is not a trace id, which has 6 to 32 hexadecimal digits");
    }
    List<String> ids = store.idsStartingWith(given, 2);
    if (ids.isEmpty()) {
      throw new Failures.CommandFailed(Main.NOTHING_FOUND, "no trace id starts with " + given);
    }
    if (ids.size() > 1) {
      throw new Failures.CommandFailed(
          Main.USAGE, "several trace ids start with " + given + "; give more digits");
    }
    return ids.get(0);
  }
}
