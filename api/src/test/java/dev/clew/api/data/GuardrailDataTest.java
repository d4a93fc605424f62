// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardrailDataTest {
  private final GuardrailData framework =
      new GuardrailData("moderation", false, Map.of("request_model", "omni"));

  @Test
  void details_areFilledFromTheLayerBelow_andTheVerdictStays() {
    GuardrailData sdk =
        new GuardrailData("other", true, Map.of("request_model", "omni-1", "response_id", "m-1"));

    assertThat(framework.enrichedWith(sdk))
        .isEqualTo(
            new GuardrailData(
                "moderation", false, Map.of("request_model", "omni", "response_id", "m-1")));
  }

  @Test
  void otherData_fillsNothing() {
    assertThat(framework.enrichedWith(new HandoffData("a", "b", null))).isSameAs(framework);
  }
}
