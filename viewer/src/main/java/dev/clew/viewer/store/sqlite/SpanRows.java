// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the spans of a trace, a thousand per row: SQLite combines them into one JSON text. Reading
 * each column of each span takes three times as long, and ten times as long in a JVM that has just
 * started.
 */
final class SpanRows {

  private static final int AT_ONCE = 1000;

  /** Parameters: key of the trace, id to start with, {@link #AT_ONCE}. */
  static final String SELECT =
      "SELECT count(*), max(id), '[' || group_concat(printf('[%d,%d,\"%s\",%s,\"%s\",%d,%s,%d,%d,%d,"
          + "%s,%s]', id, parent_id, type, json_quote(name), status, start_nanos,"
          + " ifnull(end_nanos, 'null'), flags, rank, revision, json_quote(jvm), facts)) || ']'"
          + " FROM (SELECT * FROM span WHERE trace_key = ? AND id >= ? ORDER BY id LIMIT ?)";

  private static final JsonFactory JSON = Json.FAST_NUMBERS;

  private SpanRows() {}

  /** Runs {@link #SELECT} from an id on. */
  interface Portion {
    void read(Statements.EachRow reader, long fromId, int atOnce) throws SQLException;
  }

  static List<SpanRow> read(Portion portion, String traceId) throws SQLException {
    List<SpanRow> spans = new ArrayList<>();
    long[] from = {Long.MIN_VALUE};
    int before;
    do {
      before = spans.size();
      portion.read(
          row -> {
            if (row.getInt(1) > 0) {
              parse(row.getBytes(3), traceId, spans);
              from[0] = row.getLong(2) + 1;
            }
          },
          from[0],
          AT_ONCE);
    } while (spans.size() - before == AT_ONCE && from[0] != Long.MIN_VALUE);
    return spans;
  }

  private static void parse(byte[] json, String traceId, List<SpanRow> spans) {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.START_ARRAY) {
        spans.add(span(in, traceId));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SpanRow span(JsonParser in, String traceId) throws IOException {
    long id = number(in);
    long parentId = number(in);
    SpanType type = SpanType.of(in.nextTextValue());
    String name = in.nextTextValue();
    Status status = Status.of(in.nextTextValue());
    long start = number(in);
    long end = in.nextToken() == JsonToken.VALUE_NULL ? SpanRow.OPEN : in.getLongValue();
    int flags = (int) number(in);
    int rank = (int) number(in);
    long revision = number(in);
    String jvm = in.nextTextValue();
    in.nextToken();
    FactsCodec.Facts facts = FactsCodec.read(in);
    in.nextToken();
    return new SpanRow(
        traceId,
        id,
        parentId,
        type,
        name,
        facts.label == null ? name : facts.label,
        status,
        start,
        end,
        facts.firstToken,
        facts.service,
        facts.preview,
        facts.error(),
        facts.model(),
        facts.tool(),
        facts.handoff(),
        facts.retries,
        facts.retryDetail,
        flags,
        facts.input,
        facts.output,
        facts.group,
        jvm,
        rank,
        revision);
  }

  private static long number(JsonParser in) throws IOException {
    in.nextToken();
    return in.getLongValue();
  }
}
