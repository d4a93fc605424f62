// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.export.ContentRedactor;
import dev.clew.api.export.ContentRedactor.Field;
import dev.clew.api.export.ContentRedactor.Kind;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.exporter.extension.InstalledPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentRedactorsTest {
  private static final String KEY = "sk-proj-abcDEF1234567890abcDEF1234567890";

  private final List<String> log = new ArrayList<>();
  private final ExtensionPart part =
      new ExtensionPart(ExtensionPart.Kind.REDACTOR, "birds", "birds.jar", log::add);

  @ParameterizedTest
  @EnumSource(ContentPolicy.class)
  void redactor_appliesAtEveryLevel_whereverContentStands(ContentPolicy policy) {
    SpanRecord span = render(policy, everywhere("parrot"), replacing("parrot", "bird"));

    assertThat(span.toString()).doesNotContain("parrot");
    assertThat((Long) span.attributes().get(SpanRenderer.CONTENT_REDACTED)).isPositive();
    assertThat(part.failures()).isZero();
  }

  @Test
  void redactor_doesNotSeeNames() {
    FunctionData data = new FunctionData("parrot", null, null, "parrot", "parrot", false);

    SpanRecord span = render(ContentPolicy.FULL, FakeSpan.of(1, data), replacing("parrot", "bird"));

    assertThat(span.data()).isEqualTo(data);
  }

  @Test
  void redactor_isToldWhereTheTextStands() {
    Map<String, Field> seen = new LinkedHashMap<>();
    ContentRedactor remembering =
        (text, field) -> {
          seen.put(text, field);
          return text;
        };
    FunctionData call = new FunctionData("ask", "{\"a\":1}", "an answer", null, null, false);
    AgentData agent =
        new AgentData(
            "n", null, "do", List.of(), List.of(), null, Map.of("city", "Lisbon"), null, Map.of());

    render(ContentPolicy.FULL, FakeSpan.of(1, call), remembering);
    render(
        ContentPolicy.FULL,
        FakeSpan.of(2, agent).with(Map.of("user", "jane"), List.of()),
        remembering);

    assertThat(seen)
        .containsEntry("{\"a\":1}", new Field(Kind.ARGUMENTS, "ask"))
        .containsEntry("an answer", new Field(Kind.RESULT, "ask"))
        .containsEntry("do", new Field(Kind.TEXT, null))
        .containsEntry("city", new Field(Kind.KEY, null))
        .containsEntry("Lisbon", new Field(Kind.VALUE, "city"))
        .containsEntry("jane", new Field(Kind.ATTRIBUTE, "user"));
  }

  @Test
  void redactor_cannotBringBackASecret() {
    SpanRecord span =
        render(ContentPolicy.FULL, everywhere("hello"), (text, field) -> text + " " + KEY);

    assertThat(span.toString()).doesNotContain("abcDEF");
  }

  @Test
  void redactor_thatThrows_withholdsTheTextsAndIsReportedOnce() {
    SpanRecord span =
        render(
            ContentPolicy.FULL,
            everywhere("parrot"),
            (text, field) -> {
              throw new IllegalStateException(text);
            });

    assertThat(span.toString()).doesNotContain("parrot");
    assertThat(span.name()).isEqualTo("span 1");
    assertThat(span.attributes()).containsEntry(SpanRenderer.CONTENT_DROPPED, "redactor failure");
    assertThat(part.failures()).isGreaterThan(5);
    assertThat(log)
        .containsExactly(
            "redactor birds of birds.jar threw java.lang.IllegalStateException; the affected texts"
                + " are replaced entirely");
  }

  @Test
  void redactor_thatReturnsNull_withholdsTheText_asJsonWhereJsonIsExpected() {
    FunctionData data = new FunctionData("ask", "{\"a\":1}", "an answer", null, null, false);

    SpanRecord span = render(ContentPolicy.FULL, FakeSpan.of(1, data), (text, field) -> null);

    FunctionData shown = (FunctionData) span.data();
    assertThat(shown.input()).isEqualTo("\"[withheld: a redactor failed]\"");
    assertThat(shown.output()).isEqualTo("[withheld: a redactor failed]");
    assertThat(part.lastFailure()).isEqualTo("returned null");
  }

  @Test
  void redactors_runInTheirOrder() {
    ContentRedactors two =
        new ContentRedactors(
            List.of(
                new InstalledPart<>(part, replacing("parrot", "bird")),
                new InstalledPart<>(part, replacing("bird", "animal"))));

    assertThat(two.redact("a parrot", new Field(Kind.TEXT, null), ForeignCalls.unwatched()))
        .isEqualTo("a animal");
  }

  @Test
  void trace_losesItInGroupAndMetadata() {
    TraceRecord trace =
        new TraceRecord(
            FakeSpan.TRACE,
            "turn",
            "parrot 7",
            1,
            2,
            SpanStatus.OK,
            1,
            0,
            Map.of("user", "a parrot"));

    TraceRecord shown = renderer(ContentPolicy.NONE, replacing("parrot", "bird")).render(trace);

    assertThat(shown.groupId()).isEqualTo("bird 7");
    assertThat(shown.metadata()).containsEntry("user", "a bird");
  }

  private static ContentRedactor replacing(String from, String to) {
    return (text, field) -> text.replace(from, to);
  }

  private static FakeSpan everywhere(String text) {
    AgentData data =
        new AgentData(
            "agent",
            text,
            text,
            List.of(),
            List.of(),
            null,
            Map.of("input", List.of(text), text, 1),
            Map.of("k", "x " + text),
            Map.of("d", text));
    return FakeSpan.of(1, data)
        .with(Map.of("attribute", text), List.of(new SpanEvent("event", 5, "e " + text)))
        .with(SpanError.of(new IllegalStateException("failed for " + text)));
  }

  private SpanRecord render(ContentPolicy policy, FakeSpan span, ContentRedactor redactor) {
    return renderer(policy, redactor).render(span);
  }

  private SpanRenderer renderer(ContentPolicy policy, ContentRedactor redactor) {
    ContentRedactors one = new ContentRedactors(List.of(new InstalledPart<>(part, redactor)));
    return new SpanRenderer(RenderSettings.defaults().withContent(policy).withExtensions(one));
  }
}
