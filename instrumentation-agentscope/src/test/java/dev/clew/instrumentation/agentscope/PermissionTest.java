// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.text;
import static io.agentscope.sample.SampleModel.tools;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GuardrailData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.core.ReActAgent;
import io.agentscope.core.permission.PermissionBehavior;
import io.agentscope.core.permission.PermissionContextState;
import io.agentscope.core.permission.PermissionRule;
import io.agentscope.core.tool.Toolkit;
import io.agentscope.sample.SampleModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only version 2 has: it asks before it runs a tool. */
class PermissionTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new AgentScopeModule(), new ReactorModule(), new ConcurrentModule());

  private static void run(PermissionBehavior behavior) {
    Toolkit toolkit = new Toolkit();
    toolkit.registerTool(new Agents.Weather());
    ReActAgent.builder()
        .name("guide")
        .sysPrompt("You are guide.")
        .model(new SampleModel().answers(tools("weather")).answers(text("Done.")))
        .toolkit(toolkit)
        .permissionContext(rules(behavior))
        .build()
        .call(Agents.question("Go"))
        .block();
  }

  private static PermissionContextState rules(PermissionBehavior behavior) {
    PermissionRule rule = new PermissionRule("weather", null, behavior, "test");
    PermissionContextState.Builder rules = PermissionContextState.builder();
    return switch (behavior) {
      case DENY -> rules.addDenyRule("weather", rule).build();
      case ASK -> rules.addAskRule("weather", rule).build();
      default -> rules.addAllowRule("weather", rule).build();
    };
  }

  private static GuardrailData guardrail() {
    FinishedSpan span = weaving.spans().spans(SpanType.GUARDRAIL).get(0);
    return SpanRecorder.data(span, GuardrailData.class);
  }

  @Test
  void deniedTool_isAGuardrailAndNoFunction() {
    run(PermissionBehavior.DENY);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat sample-1
              guardrail permission weather
              generation chat sample-1
            """);
    assertThat(guardrail().triggered()).isTrue();
    assertThat(guardrail().details())
        .containsEntry("tool", "weather")
        .containsEntry("decision", "deny")
        .containsEntry("decided_by", "permission rules");
  }

  @Test
  void toolThatTheUserMustConfirm_endsTheRun() {
    run(PermissionBehavior.ASK);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat sample-1
              guardrail permission weather
            """);
    assertThat(guardrail().triggered()).isTrue();
    assertThat(guardrail().details()).containsEntry("decision", "ask");
  }

  @Test
  void allowedTool_runs() {
    run(PermissionBehavior.ALLOW);

    assertThat(weaving.tree().toString())
        .contains("guardrail permission weather\n  function weather");
    assertThat(guardrail().triggered()).isFalse();
  }
}
