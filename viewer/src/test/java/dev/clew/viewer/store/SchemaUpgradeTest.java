// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.sqlite.SqliteTraceStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that the first version of the schema was written with, rows included, opened today. */
final class SchemaUpgradeTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeOldStore() throws Exception {
    file = folder.resolve("traces.db");
    String url = "jdbc:sqlite:" + file;
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:dev/clew/viewer/store/sqlite/migration")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String row : rows()) {
        statement.execute(row);
      }
    }
  }

  /** What the first version of the viewer wrote of two traces of three spans. */
  private static String[] rows() throws IOException {
    try (InputStream in = SchemaUpgradeTest.class.getResourceAsStream("schema-1-rows.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\n");
    }
  }

  private static TraceQuery query(String filter) {
    return TraceQuery.latest(Selection.of(new FilterParser(Clock.systemUTC()).parse(filter)), 10);
  }

  @Test
  void tracesOfTheFirstSchema_areAllThere() {
    try (TraceStore store = SqliteTraceStore.open(file, Clock.systemUTC())) {
      Totals totals = store.totals(Selection.ALL);
      assertThat(totals.traces()).isEqualTo(2);
      assertThat(totals.spans()).isEqualTo(6);
      assertThat(totals.tokens().input()).isEqualTo(2000);
      String failed = store.list(query("tool:payOut errors>0")).rows().get(0).id();
      StoredTrace trace = store.trace(failed).orElseThrow();
      assertThat(trace.spans()).hasSize(3);
      assertThat(trace.header().group()).isEqualTo("conversation-2");
      assertThat(store.payload(failed, trace.spans().get(0).id()).orElseThrow())
          .asString(StandardCharsets.UTF_8)
          .startsWith("{\"object\":\"trace.span\"")
          .endsWith("}");
      assertThat(store.views()).extracting(SavedView::name).containsExactly("failed");
      assertThat(store.positions().get("/traces/a.jsonl").offset()).isEqualTo(1234);
    }
  }

  @Test
  void textOfTheFirstSchema_isIndexedAnew() {
    try (TraceStore store = SqliteTraceStore.open(file, Clock.systemUTC())) {
      assertThat(store.statistics().textPending()).isEqualTo(6);
      assertThat(store.indexText(100)).isZero();
      assertThat(store.list(query("\"card expired\"")).rows()).hasSize(1);
      assertThat(store.list(query("chat")).rows()).hasSize(2);
    }
  }

  @Test
  void figuresOfTheFirstSchema_areMadeInTheBackground() {
    try (TraceStore store = SqliteTraceStore.open(file, Clock.systemUTC())) {
      store.indexText(1);
      assertThat(store.indexText(100)).isZero();

      Figures all = store.groups(GroupQuery.of("all", Selection.ALL, 1)).groups().get(0).figures();

      assertThat(all.get(Figures.Sum.TRACES)).isEqualTo(2);
      assertThat(all.tokens().input()).isEqualTo(2000);
      assertThat(store.groups(GroupQuery.of("tool", Selection.ALL, 9)).groups())
          .extracting(Groups.Group::value)
          .containsExactly("lookUp", "payOut");
    }
  }

  @Test
  void longestToolRun_isReadAnew_inTheBackground() {
    try (TraceStore store = SqliteTraceStore.open(file, Clock.systemUTC())) {
      assertThat(store.indexText(100)).isZero();

      assertThat(store.list(query("toolduration>0")).rows()).hasSize(2);
    }
  }

  @Test
  void upgraded_takesInMore_andIsNotUpgradedAgain() {
    for (int time = 0; time < 2; time++) {
      try (TraceStore store = SqliteTraceStore.open(file, Clock.systemUTC())) {
        store.indexText(100);
        assertThat(store.statistics().textPending()).isZero();
        assertThat(store.totals(Selection.ALL).traces()).isEqualTo(2);
      }
    }
  }
}
