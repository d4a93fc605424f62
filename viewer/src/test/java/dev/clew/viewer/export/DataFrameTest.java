// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CSV and Parquet, opened by DuckDB, which we did not write. */
final class DataFrameTest {

  @TempDir Path folder;
  private final TraceStore store = new MemoryTraceStore(Clock.systemUTC());

  @BeforeEach
  void fill() {
    store.write(Batch.of(Recording.read(Recording.travelDesk(), Source.IMPORT)));
  }

  private List<String> query(ExportFormat format, String columns, String rest) throws Exception {
    Path file = folder.resolve("spans." + format.extension());
    try (OutputStream out = Files.newOutputStream(file)) {
      new TraceExport(store, format).write(Selection.ALL, out, done -> {});
    }
    String reader = format == ExportFormat.CSV ? "read_csv" : "read_parquet";
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT " + columns + " FROM " + reader + "('" + file + "') " + rest)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= width; i++) {
          row.append(i == 1 ? "" : "|").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"CSV", "PARQUET"})
  void spans_areCountedAndSummedUp(ExportFormat format) throws Exception {
    assertThat(
            query(
                format,
                "count(*), count(DISTINCT trace_id), sum(input_tokens),"
                    + " count(*) FILTER (status = 'error')",
                ""))
        .containsExactly("134|5|" + inputTokens() + "|" + failed());
  }

  private long inputTokens() {
    return store.totals(Selection.ALL).tokens().input();
  }

  private long failed() {
    return query(SpanRow::failed);
  }

  private long query(Predicate<SpanRow> which) {
    return store.list(TraceQuery.latest(Selection.ALL, 10)).rows().stream()
        .flatMap(row -> store.trace(row.id()).orElseThrow().spans().stream())
        .filter(which)
        .count();
  }

  @Test
  void parquet_hasTypes() throws Exception {
    assertThat(
            query(
                ExportFormat.PARQUET,
                "DISTINCT typeof(started_at), typeof(duration_ms), typeof(input_tokens),"
                    + " typeof(cost_usd), typeof(name)",
                ""))
        .containsExactly("TIMESTAMP WITH TIME ZONE|DOUBLE|BIGINT|DOUBLE|VARCHAR");
  }

  @Test
  void parquet_hasTheRecord_andNullsWhereNothingIsKnown() throws Exception {
    assertThat(
            query(
                ExportFormat.PARQUET,
                "model, json_extract_string(record, '$.span_data.name'), error_message",
                "WHERE name = 'payOut' AND error_message LIKE 'card%' LIMIT 1"))
        .containsExactly("null|payOut|card expired 2026-12");
  }
}
