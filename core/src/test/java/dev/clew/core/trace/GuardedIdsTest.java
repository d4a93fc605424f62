// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.IdGenerator;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedIdsTest {
  private static final String TRACE = "6745231000000000af7651916cd43dd8";
  private static final String SPAN = "b7ad6b7169203331";

  private final List<String> failures = new ArrayList<>();

  private record Ids(Supplier<String> traces, Supplier<String> spans) implements IdGenerator {
    @Override
    public String newTraceId() {
      return traces.get();
    }

    @Override
    public String newSpanId() {
      return spans.get();
    }
  }

  @Test
  void ids_ofTheGenerator_areThoseOfTraceAndSpans() {
    RecordingTracer tracer = tracer(() -> TRACE, () -> SPAN);

    Span root = start(tracer, Context.root());

    assertThat(root.traceId()).isEqualTo(TRACE);
    assertThat(root.spanId()).isEqualTo(SPAN);
    assertThat(failures).isEmpty();
  }

  @Test
  void trace_startedBeforeItsFirstSpan_hasAnIdOfTheGenerator() {
    RecordingTracer tracer = tracer(() -> TRACE, () -> SPAN);

    Context started = tracer.startTrace(Context.root(), "turn");

    assertThat(start(tracer, started).traceId()).isEqualTo(TRACE);
  }

  @Test
  void trace_ofACaller_keepsItsId() {
    RecordingTracer tracer = tracer(() -> "1".repeat(32), () -> SPAN);
    Context called =
        Context.root().with(RemoteParent.KEY, new RemoteParent(TRACE, SPAN, true, null, null));

    assertThat(start(tracer, called).traceId()).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "b7ad6b716920333",
        "B7AD6B7169203331",
        "0000000000000000",
        "b7ad6b7169203331 ",
        "xyzd6b7169203331"
      })
  void id_thatIsNone_isReplacedByARandomOneAndReported(String wrong) {
    RecordingTracer tracer = tracer(() -> wrong, () -> wrong);

    Span root = start(tracer, Context.root());

    assertThat(root.traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    assertThat(root.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(wrong);
    assertThat(failures)
        .containsExactly(
            "newTraceId() returned %s, which is not 32 lower-case hexadecimal digits other than zero"
                .formatted(wrong),
            "newSpanId() returned %s, which is not 16 lower-case hexadecimal digits other than zero"
                .formatted(wrong));
  }

  @Test
  void generator_thatThrows_isReplacedByRandomIdsAndReported() {
    Supplier<String> broken =
        () -> {
          throw new LinkageError("gone");
        };
    RecordingTracer tracer = tracer(broken, broken);

    Span root = start(tracer, Context.root());

    assertThat(root.traceId()).matches("[0-9a-f]{32}");
    assertThat(root.spanId()).matches("[0-9a-f]{16}");
    assertThat(failures)
        .containsExactly("threw java.lang.LinkageError", "threw java.lang.LinkageError");
  }

  private RecordingTracer tracer(Supplier<String> traces, Supplier<String> spans) {
    GuardedIds ids = new GuardedIds(new Ids(traces, spans), failures::add);
    return new RecordingTracer(
        span -> {}, new CapturedLog().log, InstantSource.system(), 100, () -> null, ids);
  }

  private static Span start(RecordingTracer tracer, Context parent) {
    return tracer.start(parent, SpanType.CUSTOM, "root", () -> new CustomData("data", Map.of()));
  }
}
