// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import static dev.clew.instrumentation.springaialibaba.Graphs.compiled;
import static dev.clew.instrumentation.springaialibaba.Graphs.sets;
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
      WeavingExtension.of(new SpringAiAlibabaModule()).without("spring-ai-alibaba");

  @Test
  void moduleThatIsSwitchedOff_givesNoSpan() {
    assertThat(compiled("trip", sets("plan", "by train")).invoke(Map.of()))
        .hasValueSatisfying(state -> assertThat(state.data()).containsEntry("plan", "by train"));

    assertThat(weaving.spans().spans()).isEmpty();
  }
}
