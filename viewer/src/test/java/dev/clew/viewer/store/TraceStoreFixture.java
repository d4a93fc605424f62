// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static dev.clew.viewer.Recording.START;

import dev.clew.viewer.Recording;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store that is empty at first, and three traces to write to it. */
abstract class TraceStoreFixture {

  static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(0, START + 3_600_000_000_000L), ZoneOffset.UTC);

  TraceStore store;

  abstract TraceStore create();

  @BeforeEach
  void open() {
    store = create();
  }

  @AfterEach
  void close() {
    store.close();
  }

  void write(Recording recording) {
    store.write(Batch.of(recording.records()));
  }

  List<String> ids(String filter) {
    return ids(TraceQuery.latest(selection(filter), 100));
  }

  List<String> ids(TraceQuery query) {
    return store.list(query).rows().stream().map(TraceRow::id).toList();
  }

  static Selection selection(String filter) {
    return Selection.of(new FilterParser(CLOCK).parse(filter));
  }

  /** A trace that ends well, one that fails in a tool, one that runs. */
  List<Recording> three() {
    Recording good = new Recording(1);
    String root = good.agent(null, "desk", 0, 1000);
    good.generation(root, "gpt-4.1", 10, 900, r -> Recording.usage(r, 1000, 50, 0.01));
    good.trace("desk", "conversation-1", metadata -> metadata.put("tenant", "Acme"));

    Recording bad = new Recording(2);
    String failed =
        bad.span(
            null,
            "agent",
            "refunds",
            0,
            4000,
            r -> {
              Recording.data(r).put("name", "refunds");
              Recording.fail(r, "com.shop.RefundException", "card expired");
            });
    bad.tool(
        failed,
        "payOut",
        100,
        200,
        "{\"reference\":\"KX4T9Q\"}",
        r -> Recording.fail(r, "com.shop.RefundException", "card expired"));
    bad.trace("refunds", "conversation-2", metadata -> metadata.put("user", "u-7"));

    Recording running = new Recording(3);
    String open = running.agent(null, "planner", 0, -1);
    running.generation(open, "gpt-4o", 0, 500, r -> Recording.usage(r, 10, 5, 0.5));
    running.tool(open, "hotelSearch", 600, -1, "{}");
    return List.of(good, bad, running);
  }

  List<Recording> writeThree() {
    List<Recording> all = three();
    all.forEach(this::write);
    store.indexText(1000);
    return all;
  }
}
