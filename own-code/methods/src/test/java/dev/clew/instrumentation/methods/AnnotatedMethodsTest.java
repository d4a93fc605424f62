// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import static org.assertj.core.api.Assertions.assertThat;

import acme.Actions;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnnotatedMethodsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new MethodsModule(List.of(), true));

  private final Actions actions = new Actions();

  @Test
  void annotations_describeTheSpans() {
    actions.agent(Map.of("customer", "ann", "tier", "gold"));

    assertThat(weaving.tree())
        .hasToString(
            """
            agent desk
              function tool
              handoff desk → billing
              guardrail safety
              generation chat acme-1
            """);
    FinishedSpan agent = weaving.spans().spans(SpanType.AGENT).get(0);
    assertThat(agent.groupId()).isEqualTo("ann");
    assertThat(agent.attributes())
        .containsEntry("metadata.team", "support")
        .containsEntry("metadata.tier", "gold");
    FinishedSpan check = weaving.spans().spans(SpanType.GUARDRAIL).get(0);
    assertThat(SpanRecorder.data(check, GuardrailData.class).triggered()).isTrue();
    FinishedSpan generation = weaving.spans().spans(SpanType.GENERATION).get(0);
    GenerationData data = SpanRecorder.data(generation, GenerationData.class);
    assertThat(data.usage().input()).isEqualTo(2);
    assertThat(data.output().get(0).parts()).hasToString("[Text[text=hello]]");
  }

  @Test
  void wrongExpression_isReported_andTheMethodWorks() {
    assertThat(actions.wrong()).isEqualTo("works");

    assertThat(weaving.complaints())
        .singleElement()
        .asString()
        .contains("acme.Actions.wrong: expected a property after '.', as in $1.name");
    assertThat(weaving.tree()).hasToString("");
  }
}
