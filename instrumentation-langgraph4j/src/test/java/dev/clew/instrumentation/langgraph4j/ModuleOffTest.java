// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import static dev.clew.instrumentation.langgraph4j.Graphs.compiled;
import static dev.clew.instrumentation.langgraph4j.Graphs.sets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("newest") // the setting is the same for all versions
class ModuleOffTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new LangGraph4jModule()).without("langgraph4j");

  @Test
  void moduleThatIsSwitchedOff_givesNoSpan() {
    assertThat(compiled(sets("plan", "walk")).invoke(Map.of()).orElseThrow().data())
        .isEqualTo(Map.of("plan", "walk"));

    assertThat(weaving.spans().spans()).isEmpty();
  }
}
