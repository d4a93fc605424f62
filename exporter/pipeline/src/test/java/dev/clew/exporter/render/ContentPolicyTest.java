// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanError;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentPolicyTest {
  private final SpanRenderer renderer =
      new SpanRenderer(RenderSettings.defaults().withContent(ContentPolicy.NONE));

  static List<SpanData> allData() {
    return Samples.allData();
  }

  @ParameterizedTest
  @MethodSource("allData")
  void none_ofAnyType_containsNoContent(SpanData data) {
    assertThat(data.toString()).containsAnyOf("secret", "HandoffData", "EmbeddingData", "McpData");

    SpanRecord span = renderer.render(FakeSpan.of(1, data));

    assertThat(span.toString()).doesNotContain("secret").doesNotContain("84.5");
    assertThat(span.data().type()).isEqualTo(data.type());
  }

  @Test
  void none_ofGeneration_keepsNamesKindsSizesAndUsage() {
    GenerationData full = Samples.generation();

    GenerationData kept = (GenerationData) renderer.render(FakeSpan.of(1, full)).data();

    assertThat(kept.requestModel()).isEqualTo("gpt-4o-mini");
    assertThat(kept.usage()).isEqualTo(full.usage());
    assertThat(kept.finishReasons()).isEqualTo(full.finishReasons());
    assertThat(kept.parameters())
        .isEqualTo(Map.of("temperature", 0.2, "user", "[11 characters withheld]"));
    assertThat(kept.input().get(1).role()).isEqualTo("user");
    assertThat(kept.input().get(1).parts())
        .containsExactly(
            new Part.Text("[15 characters withheld]"),
            new Part.Media("image", "image/png", "[10 characters withheld]", 2048L, "ab12"),
            new Part.Other("video_note", "[11 characters withheld]"));
    assertThat(kept.output().get(0).parts())
        .contains(new Part.ToolCall("call_2", "computeRefund", "[12 characters withheld]"));
    assertThat(kept.tools().get(0).name()).isEqualTo("computeRefund");
  }

  @Test
  void none_ofAgent_keepsNamesOfInputsOnly() {
    AgentData full = (AgentData) Samples.allData().get(0);

    AgentData kept = (AgentData) renderer.render(FakeSpan.of(1, full)).data();

    assertThat(kept.inputs())
        .isEqualTo(Map.of("request", "[14 characters withheld]", "amount", "[value withheld]"));
    assertThat(kept.output()).isEqualTo("[map of 1 entries withheld]");
    assertThat(kept.tools()).isEqualTo(full.tools());
  }

  @Test
  void none_ofError_keepsTheTypeAndNeverAsksTheException() {
    RuntimeException thrown =
        new RuntimeException("secret") {
          @Override
          public String getMessage() {
            throw new AssertionError("asked");
          }
        };

    ErrorRecord error =
        renderer
            .render(
                FakeSpan.of(1, Samples.generation())
                    .with(new SpanError("x.RateLimitException", null, thrown)))
            .error();

    assertThat(error).isEqualTo(new ErrorRecord("x.RateLimitException", null, null));
  }

  @Test
  void none_ofEvent_withholdsTheDetail() {
    SpanRecord span =
        renderer.render(
            FakeSpan.of(1, Samples.generation())
                .with(Map.of("clew.library", "x"), List.of(new SpanEvent("retry", 5, "secret"))));

    assertThat(span.events()).containsExactly(new SpanEvent("retry", 5, "[6 characters withheld]"));
    assertThat(span.attributes()).isEqualTo(Map.of("clew.library", "x"));
  }
}
