// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.text;
import static io.agentscope.sample.SampleModel.tools;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.sample.SampleModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("newest") // the setting is the same for all versions
class ModuleOffTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new AgentScopeModule(), new ReactorModule(), new ConcurrentModule())
          .without("agentscope");

  private final SampleModel model = new SampleModel();

  @Test
  void moduleThatIsSwitchedOff_givesNoSpan() {
    model.answers(tools("weather")).answers(text("Sunny."));

    assertThat(Agents.ask(Agents.agent("guide", model, new Agents.Weather()))).isEqualTo("Sunny.");

    assertThat(weaving.spans().spans()).isEmpty();
  }
}
