// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of traces: the narrow part in columns, the rest as JSON in another table. */
final class TraceTable {

  static final String COLUMNS =
      "t.id, t.name, t.status, t.start_nanos, t.duration_nanos, t.spans, t.errors, t.model_calls,"
          + " t.tool_calls, t.retries, t.input_tokens, t.output_tokens, t.cached_tokens,"
          + " t.cache_write_tokens, t.reasoning_tokens, t.cost, t.cost_input, t.cost_output, t.saved,"
          + " t.unpriced, t.revision, d.row, t.arguments,"
          + " t.tool_nanos";

  /** The part of a row that no query uses. */
  record Rest(
      @Nullable String service,
      @Nullable String group,
      @Nullable String user,
      Map<String, String> metadata,
      @Nullable String input,
      @Nullable String output,
      TraceRow.@Nullable FindingBrief finding,
      List<List<Object>> shape,
      long dropped,
      @Nullable Boolean estimated,
      @Nullable String costSource,
      List<String> models,
      List<String> agents,
      List<String> tools) {}

  private TraceTable() {}

  static @Nullable Long find(Statements sql, String traceId) throws SQLException {
    return sql.first("SELECT key FROM trace WHERE id = ?", row -> row.getLong(1), traceId);
  }

  static long insert(Statements sql, String traceId) throws SQLException {
    sql.update("INSERT INTO trace (id) VALUES (?)", traceId);
    return sql.number("SELECT last_insert_rowid()");
  }

  static TraceHeader header(Statements sql, long key, String traceId) throws SQLException {
    String json =
        sql.first(
            "SELECT header FROM trace_detail WHERE trace_key = ?", row -> row.getString(1), key);
    return json == null ? TraceHeader.empty(traceId) : Json.read(json, TraceHeader.class);
  }

  static void update(Statements sql, long key, TraceRow row, TraceHeader header, long revision)
      throws SQLException {
    Tokens tokens = row.tokens() == null ? Tokens.NONE : row.tokens();
    Cost cost = row.cost() == null ? Cost.NONE : row.cost();
    sql.update(
        "UPDATE trace SET name = ?, status = ?, running = ?, start_nanos = ?, duration_nanos = ?,"
            + " spans = ?, errors = ?, model_calls = ?, tool_calls = ?, retries = ?,"
            + " input_tokens = ?, output_tokens = ?, cached_tokens = ?, cache_write_tokens = ?,"
            + " reasoning_tokens = ?, cost = ?, cost_input = ?, cost_output = ?, saved = ?,"
            + " unpriced = ?, arguments = ?, tool_nanos = ?, revision = ? WHERE key = ?",
        row.name(),
        row.status().wire(),
        row.isRunning() ? 1 : 0,
        row.startNanos(),
        row.durationNanos(),
        row.spans(),
        row.errors(),
        row.modelCalls(),
        row.toolCalls(),
        row.retries(),
        tokens.input(),
        tokens.output(),
        tokens.cachedInput(),
        tokens.cacheWriteInput(),
        tokens.reasoning(),
        cost.total(),
        cost.input(),
        cost.output(),
        cost.cacheSavings(),
        cost.unpriced(),
        row.largestArguments(),
        row.longestToolNanos(),
        revision,
        key);
    sql.update(
        "INSERT INTO trace_detail (trace_key, row, header) VALUES (?, ?, ?)"
            + " ON CONFLICT (trace_key) DO UPDATE SET row = excluded.row, header = excluded.header",
        key,
        Json.write(rest(row)),
        Json.write(header));
  }

  private static Rest rest(TraceRow row) {
    List<List<Object>> shape = new ArrayList<>(row.shape().size());
    for (TraceRow.ShapeBar bar : row.shape()) {
      shape.add(List.of(bar.type().wire(), bar.start(), bar.width(), bar.error() ? 1 : 0));
    }
    return new Rest(
        row.service(),
        row.group(),
        row.user(),
        row.metadata(),
        row.input(),
        row.output(),
        row.finding(),
        shape,
        row.droppedSpans(),
        row.tokens() == null ? null : (Boolean) row.tokens().estimated(),
        row.cost() == null ? null : row.cost().source() == null ? "" : row.cost().source(),
        row.models(),
        row.agents(),
        row.tools());
  }

  /** A row of {@link #COLUMNS}. */
  static TraceRow read(ResultSet row) throws SQLException {
    Rest rest = Json.read(row.getString(22), Rest.class);
    Status status = Status.of(row.getString(3));
    long start = row.getLong(4);
    long duration = row.getLong(5);
    Boolean estimated = rest.estimated();
    String source = rest.costSource();
    return new TraceRow(
        row.getString(1),
        row.getString(2),
        status,
        rest.service(),
        rest.group(),
        rest.user(),
        rest.metadata(),
        start,
        status == Status.RUNNING ? SpanRow.OPEN : start + duration,
        duration,
        rest.input(),
        rest.output(),
        rest.finding(),
        shape(rest.shape()),
        row.getInt(6),
        rest.dropped(),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        row.getInt(10),
        row.getInt(23),
        row.getLong(24),
        estimated == null
            ? null
            : new Tokens(
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                estimated),
        source == null
            ? null
            : new Cost(
                row.getDouble(16),
                row.getDouble(17),
                row.getDouble(18),
                row.getDouble(19),
                row.getInt(20),
                source.isEmpty() ? null : source),
        rest.models(),
        rest.agents(),
        rest.tools(),
        row.getLong(21));
  }

  private static List<TraceRow.ShapeBar> shape(List<List<Object>> bars) {
    List<TraceRow.ShapeBar> shape = new ArrayList<>(bars.size());
    for (List<Object> bar : bars) {
      shape.add(
          new TraceRow.ShapeBar(
              SpanType.of(String.valueOf(bar.get(0))),
              ((Number) bar.get(1)).intValue(),
              ((Number) bar.get(2)).intValue(),
              ((Number) bar.get(3)).intValue() != 0));
    }
    return shape;
  }
}
