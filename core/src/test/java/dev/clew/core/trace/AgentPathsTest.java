// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentPathsTest {
  private final RecordingTracer tracer =
      new RecordingTracer(new CollectingSink(), new CapturedLog().log, InstantSource.system(), 100);

  private Context under(Context parent, SpanType type, String name) {
    return parent.with(tracer.start(parent, type, name, () -> new CustomData(name, Map.of())));
  }

  @Test
  void agents_kept_areTheNamesFromTheOutermost() {
    tracer.keepAgents();
    Context desk = under(Context.root(), SpanType.AGENT, "desk");
    Context flights = under(under(desk, SpanType.CUSTOM, "step"), SpanType.AGENT, "flights");
    Context call = under(flights, SpanType.GENERATION, "chat");

    assertThat(RecordingTracer.agents(call)).isEqualTo("desk/flights");
    assertThat(RecordingTracer.agents(desk)).isEqualTo("desk");
    assertThat(RecordingTracer.agents(Context.root())).isEmpty();
  }

  @Test
  void agents_ofAReference_areThoseOfTheSpan() {
    tracer.keepAgents();
    Context desk = under(Context.root(), SpanType.AGENT, "desk");
    Span reference = desk.span().reference();

    assertThat(RecordingTracer.agents(Context.root().with(reference))).isEqualTo("desk");
  }

  @Test
  void agents_besideAnAgent_areThoseAroundIt() {
    tracer.keepAgents();
    Context desk = under(Context.root(), SpanType.AGENT, "desk");
    Context flights = under(desk, SpanType.AGENT, "flights");
    Span beside =
        tracer.startBeside(
            flights.span(), SpanType.AGENT, "hotels", () -> new CustomData("", Map.of()));

    assertThat(RecordingTracer.agents(Context.root().with(beside))).isEqualTo("desk/hotels");
  }

  @Test
  void agents_notKept_areEmpty() {
    assertThat(RecordingTracer.agents(under(Context.root(), SpanType.AGENT, "desk"))).isEmpty();
  }
}
