// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Traces of one conversation: those with the same group id.
 *
 * @param figures of all its traces
 * @param first the start of its first trace, nanoseconds since 1970, to the minute
 * @param rows those of its traces that were seen while looking for conversations, the latest first
 */
public record Session(String group, Figures figures, long first, long last, List<TraceRow> rows) {

  private static final int AT_ONCE = 200;

  /** Of so many traces at most the conversations are looked for at once. */
  private static final int MOST_TRACES = 4_000;

  /**
   * Some conversations, those with the latest trace first.
   *
   * @param cursor for those after them, or null
   */
  public record Page(List<Session> sessions, @Nullable Cursor cursor) {}

  /** Finds conversations by walking through the traces from the latest on. */
  public static Page list(
      TraceStore store, Selection selection, int limit, @Nullable Cursor after) {
    Selection grouped =
        new Selection(
            new Filter.And(List.of(selection.filter(), new Filter.Present("group"))),
            selection.from(),
            selection.to(),
            selection.ids());
    Found found = new Found(limit);
    Cursor cursor = after;
    boolean more = true;
    while (more && !found.isFull && found.traces < MOST_TRACES) {
      TraceQuery query = TraceQuery.latest(grouped, AT_ONCE).after(cursor);
      TraceStore.TracePage page = store.list(query);
      for (TraceRow row : page.rows()) {
        if (!found.add(row)) {
          break;
        }
        cursor = Cursor.of(row, query);
      }
      more = page.more();
    }
    List<Session> sessions = new ArrayList<>(sessions(store, found.rows));
    if (after != null && selection.to() == null) {
      // Those with a later trace are on a page before.
      long shown = Long.parseLong(after.value());
      sessions.removeIf(session -> session.last > shown);
    }
    return new Page(sessions, more || found.isFull ? cursor : null);
  }

  /** Traces by conversation, until there are enough conversations. */
  private static final class Found {

    private final int limit;
    private final Map<String, List<TraceRow>> rows = new LinkedHashMap<>();
    private int traces;
    private boolean isFull;

    Found(int limit) {
      this.limit = limit;
    }

    /** False if the trace begins one conversation too many. */
    boolean add(TraceRow row) {
      String group = row.group() == null ? "" : row.group();
      isFull = rows.size() == limit && !rows.containsKey(group);
      if (!isFull) {
        rows.computeIfAbsent(group, each -> new ArrayList<>()).add(row);
        traces++;
      }
      return !isFull;
    }
  }

  private static List<Session> sessions(TraceStore store, Map<String, List<TraceRow>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, Groups.Group> groups = new HashMap<>();
    store
        .groups(GroupQuery.of("group", Selection.ALL, rows.size()).only(rows.keySet()))
        .groups()
        .forEach(group -> groups.put(group.value(), group));
    List<Session> sessions = new ArrayList<>();
    rows.forEach(
        (name, some) -> {
          Groups.Group group = groups.get(name);
          if (group != null) {
            sessions.add(new Session(name, group.figures(), group.first(), group.last(), some));
          }
        });
    return sessions;
  }

  /** One conversation with its latest traces; empty if there is none. */
  public static Optional<Session> of(TraceStore store, String group, int limit) {
    Selection all =
        Selection.of(new Filter.Match("group", true, List.of(group.toLowerCase(Locale.ROOT))));
    List<TraceRow> rows = new ArrayList<>();
    for (TraceRow row : store.list(TraceQuery.latest(all, limit)).rows()) {
      // The filter ignores case.
      if (group.equals(row.group())) {
        rows.add(row);
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : sessions(store, Map.of(group, rows)).stream().findFirst();
  }

  /** Who took part, of the traces that were seen. */
  public Set<String> agents() {
    Set<String> agents = new LinkedHashSet<>();
    rows.forEach(row -> agents.addAll(row.agents()));
    return agents;
  }

  public Set<String> models() {
    Set<String> models = new LinkedHashSet<>();
    rows.forEach(row -> models.addAll(row.models()));
    return models;
  }

  public Set<String> users() {
    Set<String> users = new TreeSet<>();
    rows.forEach(
        row -> {
          if (row.user() != null) {
            users.add(row.user());
          }
        });
    return users;
  }
}
