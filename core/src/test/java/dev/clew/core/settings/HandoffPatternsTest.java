// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandoffPatternsTest {
  private final HandoffPatterns byDefault =
      ClewSettings.HANDOFF_PATTERN.type().parse(ClewSettings.HANDOFF_PATTERN.defaultText());

  @Test
  void toolNamedAfterTheConvention_isAHandoffToTheRest() {
    assertThat(byDefault.target("transfer_to_refunds")).isEqualTo("refunds");
    assertThat(byDefault.target("handoff_to_flights_agent")).isEqualTo("flights_agent");
  }

  @Test
  void ordinaryTool_isNone() {
    assertThat(byDefault.target("transfer_money")).isNull();
    assertThat(byDefault.target("transfer_to_")).isNull();
  }

  @Test
  void pattern_mayHaveItsStarAnywhere() {
    HandoffPatterns own = new HandoffPatterns(List.of("ask_*_agent"));

    assertThat(own.target("ask_refunds_agent")).isEqualTo("refunds");
    assertThat(own.target("ask_agent")).isNull();
  }

  @Test
  void patternWithoutStar_isRefusedWithAReason() {
    List<String> warnings = new java.util.ArrayList<>();
    Settings settings =
        new Settings(
            List.of(SettingsSource.agentArguments("handoff.pattern=transfer")), warnings::add);

    assertThat(settings.get(ClewSettings.HANDOFF_PATTERN).target("transfer_to_x")).isEqualTo("x");
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("clew.handoff.pattern=transfer")
        .contains("needs exactly one star in 'transfer'");
  }
}
