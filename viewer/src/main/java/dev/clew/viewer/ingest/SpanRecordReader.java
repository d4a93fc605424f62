// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Hash;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanError;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.ToolFacts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates the narrow span from a span's record. */
final class SpanRecordReader {

  private static final int PREVIEW = 120;
  private static final int EXCERPT = 300;
  private static final int MESSAGE = 1000;

  private final JsonNode node;
  private final Source source;
  private final boolean open;
  private final SpanContent content;
  private final JsonNode clew;
  private final SpanType type;
  private final Set<SpanFlag> flags = EnumSet.noneOf(SpanFlag.class);

  SpanRecordReader(JsonNode node, Source source, boolean open) {
    this.node = node;
    this.source = source;
    this.open = open;
    this.content = new SpanContent(node);
    this.clew = content.clew();
    this.type = content.type();
  }

  SpanRow row() throws RecordException {
    String traceId = Ids.trace(RecordReader.required(node, "trace_id"));
    long id = Ids.span(RecordReader.required(node, "id"));
    String parent = Json.text(node, "parent_id");
    long start = time("start_unix_nano", "started_at");
    if (start < 0) {
      throw new RecordException("span " + Ids.span(id) + " has no start");
    }
    long end = open ? SpanRow.OPEN : time("end_unix_nano", "ended_at");
    boolean ended = end >= 0;
    SpanError error = error();
    ModelFacts model =
        type.isModelCall() || type == SpanType.EMBEDDING
            ? new ModelFactsReader(content, flags).facts()
            : null;
    ToolFacts tool = tool();
    RetryEvents retries = RetryEvents.of(content.events(), start);
    // Lists show a root's input; for others the beginning is enough for comparison.
    int excerpt = parent == null || type == SpanType.AGENT ? EXCERPT : PREVIEW;
    String input = Excerpts.input(content, excerpt);
    String output = Excerpts.output(content, excerpt);
    flags(retries);
    set(SpanFlag.CONTENT_WITHHELD, Excerpts.withheld(input, output));
    boolean hasContent =
        !flags.contains(SpanFlag.CONTENT_WITHHELD)
            && !flags.contains(SpanFlag.CONTENT_DROPPED)
            && (input != null || output != null || type == SpanType.CUSTOM);
    String name = SpanNames.name(content, type);
    String label = Json.text(clew, "name");
    return new SpanRow(
        traceId,
        id,
        parent == null ? 0 : Ids.span(parent),
        type,
        name,
        label == null ? SpanNames.label(name, type) : label,
        status(ended, error),
        start,
        ended ? Math.max(start, end) : SpanRow.OPEN,
        Json.number(clew, "time_to_first_chunk_nanos", -1),
        Json.text(clew, "service"),
        preview(model),
        error,
        model,
        tool,
        handoff(),
        retries.offsets(),
        retries.detail(),
        SpanFlag.bits(flags),
        input,
        output,
        Json.text(clew, "group_id"),
        source.jvm(),
        SpanRow.rank(ended, hasContent, source.file()),
        0);
  }

  private Status status(boolean ended, @Nullable SpanError error) {
    if (!ended) {
      return Status.RUNNING;
    }
    String status = Json.text(clew, "status");
    return status == null ? (error == null ? Status.OK : Status.ERROR) : Status.of(status);
  }

  private long time(String nanosField, String isoField) throws RecordException {
    long nanos = Json.number(clew, nanosField, -1);
    String iso = nanos >= 0 ? null : Json.text(node, isoField);
    if (iso == null) {
      return nanos;
    }
    try {
      Instant instant = OffsetDateTime.parse(iso).toInstant();
      return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    } catch (DateTimeException e) {
      throw new RecordException("\"" + isoField + "\" is not a time: " + Excerpts.cut(iso, 40));
    }
  }

  private @Nullable SpanError error() {
    String type = content.errorType();
    String message = content.errorMessage();
    if (type == null && message == null) {
      return null;
    }
    return new SpanError(
        type == null ? "error" : Excerpts.cut(type, EXCERPT),
        message == null ? "" : Excerpts.cut(message, MESSAGE),
        StackTraces.place(content.stackTrace()));
  }

  private @Nullable ToolFacts tool() {
    if (type != SpanType.FUNCTION && type != SpanType.MCP_TOOLS) {
      return null;
    }
    String arguments = content.text("input");
    return new ToolFacts(
        Json.text(content.more(), "tool_call_id"),
        arguments == null ? 0 : Hash.of(arguments),
        type == SpanType.MCP_TOOLS
            ? Json.text(content.data(), "server")
            : Json.text(Json.child(content.data(), "mcp_data"), "server"),
        arguments == null ? 0 : arguments.length());
  }

  private SpanRow.@Nullable Handoff handoff() {
    if (type != SpanType.HANDOFF) {
      return null;
    }
    String from = Json.text(content.data(), "from_agent");
    String to = Json.text(content.data(), "to_agent");
    return new SpanRow.Handoff(
        from == null ? "?" : from, to == null ? "?" : to, Json.text(content.more(), "decided_by"));
  }

  private @Nullable String preview(@Nullable ModelFacts model) {
    String text =
        switch (type) {
          case FUNCTION -> content.text("input");
          case GENERATION, RESPONSE ->
              model == null || model.toolCalls().isEmpty()
                  ? null
                  : "calls " + String.join(", ", model.toolCalls());
          case RETRIEVAL -> SpanNames.count(content.data().get("documents"), "document");
          case MCP_TOOLS -> SpanNames.count(content.data().get("result"), "tool");
          case EMBEDDING -> SpanNames.inputs(content.data());
          case GUARDRAIL -> flags.contains(SpanFlag.TRIGGERED) ? "triggered" : "passed";
          default -> null;
        };
    return text == null ? null : Excerpts.cut(text.replace('\n', ' '), PREVIEW);
  }

  private void flags(RetryEvents retries) {
    JsonNode attributes = content.attributes();
    set(SpanFlag.TRIGGERED, Json.child(content.data(), "triggered").asBoolean(false));
    set(SpanFlag.INFERRED, Json.child(content.more(), "inferred").asBoolean(false));
    set(SpanFlag.REMOTE, Json.child(attributes, "clew.parent.remote").asBoolean(false));
    set(SpanFlag.MCP, type == SpanType.MCP_TOOLS || content.data().hasNonNull("mcp_data"));
    set(SpanFlag.CONTENT_DROPPED, attributes.has("clew.content.dropped"));
    set(SpanFlag.TRUNCATED, Json.number(attributes, "clew.content.truncated", 0) > 0);
    set(SpanFlag.REDACTED, Json.number(attributes, "clew.content.redacted", 0) > 0);
    set(SpanFlag.RETRIED, !retries.offsets().isEmpty());
    set(
        SpanFlag.NEVER_ENDED,
        "exit".equals(Json.text(attributes, "clew.end_reason"))
            && "cancelled".equals(Json.text(clew, "status")));
  }

  private void set(SpanFlag flag, boolean on) {
    if (on) {
      flags.add(flag);
    }
  }

  /** The moments at which a library retried. */
  record RetryEvents(List<Long> offsets, @Nullable String detail) {

    private static final int MAX = 100;

    static RetryEvents of(JsonNode events, long start) {
      List<Long> offsets = new ArrayList<>(0);
      String detail = null;
      for (JsonNode event : events) {
        if ("retry".equals(Json.text(event, "name")) && offsets.size() < MAX) {
          offsets.add(Math.max(0, Json.number(event, "time_unix_nano", start) - start));
          String text = Json.textOrJson(event.get("detail"));
          detail = detail == null && text != null ? Excerpts.cut(text, PREVIEW) : detail;
        }
      }
      return new RetryEvents(List.copyOf(offsets), detail);
    }
  }
}
