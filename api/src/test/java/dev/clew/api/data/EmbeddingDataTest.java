// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddingDataTest {
  @Test
  void gaps_areFilledFromTheLayerBelow() {
    EmbeddingData framework = new EmbeddingData(null, "embed-small", null, null, 2, null);
    EmbeddingData sdk =
        new EmbeddingData("openai", "other", "embed-small-1", 256, 3, Usage.of(8, 0));

    assertThat(framework.enrichedWith(sdk))
        .isEqualTo(
            new EmbeddingData("openai", "embed-small", "embed-small-1", 256, 2, Usage.of(8, 0)));
  }

  @Test
  void otherData_fillsNothing() {
    EmbeddingData framework = new EmbeddingData(null, "embed-small", null, null, 2, null);

    assertThat(framework.enrichedWith(new HandoffData("a", "b", null))).isSameAs(framework);
  }
}
