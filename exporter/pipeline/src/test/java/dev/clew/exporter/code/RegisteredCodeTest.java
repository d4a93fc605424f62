// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.FunctionData;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.export.TraceSampler.Decision;
import dev.clew.api.trace.SpanStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Code of the application, in the form in which it arrives from the manual API. */
class RegisteredCodeTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final SpanRecord SPAN =
      new SpanRecord(
          TRACE,
          "b7ad6b7169203331",
          null,
          "lookup",
          1_000L,
          2_000L,
          null,
          SpanStatus.ERROR,
          new ErrorRecord("E", "broken", "at a"),
          "session-7",
          new FunctionData("lookup", "in", "out", null, null, false),
          Map.of("n", 1L),
          List.of(new SpanEvent("e", 1_500L, "detail")));

  @Test
  void processor_seesTheSpanWithTypesOfTheJdkAlone() {
    List<Map<?, ?>> seen = new ArrayList<>();
    Function<Object, Object> watching =
        span -> {
          seen.add((Map<?, ?>) span);
          return span;
        };
    CodeProcessors processors = new CodeProcessors();
    processors.add(watching);

    assertThat(processors.process(SPAN)).isEqualTo(SPAN);
    Map<?, ?> span = seen.get(0);
    assertThat(span.get("type")).isEqualTo("function");
    assertThat(span.get("status")).isEqualTo("error");
    assertThat(span.get("start")).isEqualTo(1_000L);
    assertThat(((Supplier<?>) span.get("data")).get())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("input", "in")
        .containsEntry("output", "out");
  }

  @Test
  void processor_changesNameAttributesAndTexts() {
    UnaryOperator<String> masked = text -> "*";
    Function<Object, Object> changing =
        span ->
            changed(
                span, Map.of("name", "x", "attributes", Map.of("n", 2), "change_texts", masked));
    CodeProcessors processors = new CodeProcessors();
    processors.add(changing);

    SpanRecord result = processors.process(SPAN);

    assertThat(result.name()).isEqualTo("x");
    assertThat(result.attributes()).isEqualTo(Map.of("n", 2L));
    assertThat(result.data()).isEqualTo(new FunctionData("lookup", "*", "*", null, null, false));
    assertThat(result.error()).isEqualTo(new ErrorRecord("E", "*", "*"));
    assertThat(result.events()).containsExactly(new SpanEvent("e", 1_500L, "*"));
  }

  @Test
  void processor_removesContent() {
    Function<Object, Object> removing = span -> changed(span, Map.of("remove_content", true));
    CodeProcessors processors = new CodeProcessors();
    processors.add(removing);

    SpanRecord result = processors.process(SPAN);

    assertThat(result.data()).isEqualTo(new FunctionData("lookup", null, null, null, null, false));
    assertThat(result.error()).isEqualTo(new ErrorRecord("E", null, null));
    assertThat(result.attributes()).isEmpty();
    assertThat(result.groupId()).isEqualTo("session-7");
  }

  @Test
  void droppedSpan_takesATraceOfOneSpanWithIt() {
    Function<Object, Object> dropping = span -> null;
    CodeProcessors processors = new CodeProcessors();
    processors.add(dropping);

    assertThat(processors.process(SPAN)).isNull();
    assertThat(processors.process(trace(1))).isNull();
    assertThat(processors.process(trace(2))).isNotNull();
  }

  @Test
  void sampler_firstDecisionCounts() {
    Function<Object, Object> undecided = span -> null;
    Function<Object, Object> dropping = span -> false;
    Function<Object, Object> keeping = span -> true;
    CodeSampler sampler = new CodeSampler();
    assertThat(sampler.isActive()).isFalse();
    sampler.add(undecided);
    assertThat(sampler.sample(SPAN)).isEqualTo(Decision.UNDECIDED);
    sampler.add(dropping);
    sampler.add(keeping);

    assertThat(sampler.sample(SPAN)).isEqualTo(Decision.DROP);
    assertThat(sampler.isActive()).isTrue();
  }

  @Test
  void exporterThatThrows_costsTheOthersNothing() {
    List<Object> received = new ArrayList<>();
    List<String> log = new ArrayList<>();
    Function<Object, Object> broken =
        spans -> {
          throw new IllegalStateException("broken");
        };
    Function<Object, Object> working =
        spans -> {
          received.addAll((List<?>) spans);
          return null;
        };
    CodeExporter exporter = new CodeExporter(log::add);
    exporter.add(broken);
    exporter.add(working);

    assertThatThrownBy(() -> exporter.export(List.of(SPAN, trace(1))))
        .isInstanceOfSatisfying(
            ExportException.class, partial -> assertThat(partial.lostSpans()).isOne());
    assertThat(received).hasSize(1);
    assertThat(log).singleElement().asString().contains("threw java.lang.IllegalStateException");
  }

  private static TraceRecord trace(int spans) {
    return new TraceRecord(
        TRACE, "lookup", null, 1_000L, 2_000L, SpanStatus.ERROR, spans, 0, Map.of());
  }

  private static Object changed(Object span, Map<String, Object> changes) {
    Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) span);
    copy.putAll(changes);
    return copy;
  }
}
