// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.viewer.Recording;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordReaderTest {

  private static TraceRecord read(String line) throws RecordException {
    return RecordReader.read(line.getBytes(StandardCharsets.UTF_8), Source.IMPORT);
  }

  private static SpanRow span(String line) throws RecordException {
    return ((TraceRecord.SpanReceived) read(line)).row();
  }

  @Test
  void generation_isReadWithTokensCostAndToolCalls() {
    Recording recording = new Recording(1);
    recording.generation(
        null,
        "gpt-4o-mini",
        0,
        412,
        r -> {
          Recording.usage(r, 310, 25, 0.25);
          Recording.extra(r).putArray("finish_reasons").add("tool_calls");
          Recording.extra(r)
              .putArray("tools")
              .addObject()
              .put("type", "function")
              .putObject("function")
              .put("name", "computeRefund");
          var message = Recording.data(r).putArray("output").addObject().put("role", "assistant");
          var calls = message.putArray("tool_calls");
          calls
              .addObject()
              .put("id", "call_2")
              .putObject("function")
              .put("name", "computeRefund")
              .put("arguments", "{}");
          calls
              .addObject()
              .put("id", "call_3")
              .putObject("function")
              .put("name", "runSql")
              .put("arguments", "{}");
        });

    SpanRow span = recording.spans().get(0);
    ModelFacts model = span.model();

    assertThat(span.type()).isEqualTo(SpanType.GENERATION);
    assertThat(span.name()).isEqualTo("gpt-4o-mini");
    assertThat(span.label()).isEqualTo("chat gpt-4o-mini");
    assertThat(span.preview()).isEqualTo("calls computeRefund, runSql");
    assertThat(span.endNanos() - span.startNanos()).isEqualTo(412_000_000L);
    assertThat(model.tokens()).isEqualTo(new Tokens(310, 25, 0, 0, 0, false));
    assertThat(model.cost().total()).isEqualTo(0.25);
    assertThat(model.callIds()).containsExactly("call_2", "call_3");
    assertThat(model.notOffered()).containsExactly("runSql");
  }

  @Test
  void openSpan_runs() throws RecordException {
    Recording recording = new Recording(1);
    recording.tool(null, "hotelSearch", 10, -1, "{}");

    SpanRow span = span(recording.lines().get(0));

    assertThat(span.isOpen()).isTrue();
    assertThat(span.status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void itemOfOpenAi_isReadWithoutOurAdditions() throws RecordException {
    SpanRow span =
        span(
            "{\"object\":\"trace.span\",\"id\":\"span_00f067aa0ba902b7deadbeef\","
                + "\"trace_id\":\"trace_4bf92f3577b34da6a3ce929d0e0e4736\",\"parent_id\":null,"
                + "\"started_at\":\"2026-11-29T15:00:00.250000+00:00\","
                + "\"ended_at\":\"2026-11-29T15:00:01+00:00\",\"span_data\":{\"type\":"
                + "\"generation\",\"model\":\"gpt-4o\",\"input\":[{\"role\":\"user\",\"content\":"
                + "\"hi\"}],\"usage\":{\"input_tokens\":7,\"output_tokens\":3}},"
                + "\"error\":{\"message\":\"boom\",\"data\":null}}");

    assertThat(span.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(span.idText()).isEqualTo("00f067aa0ba902b7");
    assertThat(span.endNanos() - span.startNanos()).isEqualTo(750_000_000L);
    assertThat(span.status()).isEqualTo(Status.ERROR);
    assertThat(span.model().tokens().input()).isEqualTo(7);
    assertThat(span.input()).isEqualTo("hi");
  }

  @Test
  void withheldContent_isNoContent() {
    Recording recording = new Recording(1);
    recording.tool(null, "t", 0, 1, "[17 characters withheld]");

    SpanRow span = recording.spans().get(0);

    assertThat(span.has(SpanFlag.CONTENT_WITHHELD)).isTrue();
    assertThat(span.rank()).isEqualTo(SpanRow.rank(true, false, true));
  }

  @Test
  void kindThatIsNewer_isSkipped() throws RecordException {
    assertThat(read("{\"object\":\"clew.future\",\"id\":\"1\"}")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\":\"trace.span\",\"id\":\"1\"",
        "[]",
        "{}",
        "{\"object\":\"trace.span\",\"id\":\"00f067aa0ba902b7\"}",
        "{\"object\":\"trace.span\",\"id\":\"a\",\"trace_id\":\"b\"}",
        "{\"object\":\"trace.span\",\"id\":\"a\",\"trace_id\":\"b\",\"started_at\":\"noon\"}",
      })
  void lineThatCannotBeRead_saysWhy(String line) {
    assertThatThrownBy(() -> read(line)).isInstanceOf(RecordException.class).message().isNotEmpty();
  }

  @Test
  void travelDesk_isReadWhole() {
    assertThat(Recording.read(Recording.travelDesk(), Source.IMPORT)).hasSize(139);
  }
}
