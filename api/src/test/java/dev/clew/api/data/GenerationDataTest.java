// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationDataTest {
  private static final GenerationData EMPTY = new GenerationData.Builder().build();
  private static final GenerationData FRAMEWORK = full("framework", Usage.of(1, 2));
  private static final GenerationData SDK = full("sdk", Usage.of(3, 4));

  @Test
  void emptyData_takesEverythingFromTheLayerBelow() {
    assertThat(EMPTY.enrichedWith(SDK)).isEqualTo(SDK);
  }

  @Test
  void fullData_believesItself() {
    assertThat(FRAMEWORK.enrichedWith(SDK)).isEqualTo(FRAMEWORK);
  }

  @Test
  void usage_isFilledFigureByFigure() {
    Usage detailed = new Usage(100L, 200L, 300L, 40L, null, 60L, null, null, false);
    GenerationData outer = new GenerationData.Builder().usage(Usage.of(1, 2)).build();
    GenerationData inner = new GenerationData.Builder().usage(detailed).build();

    assertThat(outer.enrichedWith(inner).usage())
        .isEqualTo(new Usage(1L, 2L, 3L, 40L, null, 60L, null, null, false));
  }

  @Test
  void usage_staysWhereTheLayerBelowHasNone() {
    assertThat(FRAMEWORK.enrichedWith(EMPTY)).isEqualTo(FRAMEWORK);
  }

  @Test
  void call_isStreamedIfEitherLayerSaysSo() {
    GenerationData streamed = new GenerationData.Builder().streamed(true).build();

    assertThat(EMPTY.enrichedWith(streamed).streamed()).isTrue();
    assertThat(streamed.enrichedWith(EMPTY).streamed()).isTrue();
    assertThat(EMPTY.enrichedWith(EMPTY).streamed()).isFalse();
  }

  @Test
  void dataOfAnotherType_addsNothing() {
    assertThat(EMPTY.enrichedWith(new CustomData("other", Map.of("key", "value")))).isSameAs(EMPTY);
  }

  @Test
  void dataWithoutAnEnrichmentOfItsOwn_staysAsItIs() {
    HandoffData handoff = new HandoffData("triage", "refunds", "model");

    assertThat(handoff.enrichedWith(SDK)).isSameAs(handoff);
  }

  private static GenerationData full(String layer, Usage usage) {
    return new GenerationData.Builder()
        .provider(layer)
        .serverAddress("https://" + layer)
        .requestModel("asked " + layer)
        .responseModel("answered " + layer)
        .responseId("id " + layer)
        .streamed(true)
        .parameters(Map.of("temperature", layer))
        .input(List.of(Message.text("user", "to " + layer)))
        .output(List.of(Message.text("assistant", "from " + layer)))
        .tools(List.of(new ToolDefinition("tool of " + layer, null, null)))
        .finishReasons(List.of("stop " + layer))
        .usage(usage)
        .details(Map.of("layer", layer))
        .build();
  }
}
