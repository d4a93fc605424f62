// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.core.message.ToolResultBlock;
import io.agentscope.core.tool.ToolCallParam;
import io.agentscope.core.tool.Toolkit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class ToolTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AgentScopeModule());

  private final Toolkit toolkit = new Toolkit();

  private Mono<ToolResultBlock> call(String name) {
    return toolkit.callTool(
        ToolCallParam.builder()
            .toolUseBlock(tool(name, Map.of("city", "Rome")))
            .input(Map.of("city", "Rome"))
            .build());
  }

  private String described() {
    return weaving.tree().toString();
  }

  @Test
  void annotatedMethod_isAFunction() {
    toolkit.registerTool(new Agents.Weather());

    Mono<ToolResultBlock> result = call("weather");

    assertThat(weaving.spans().spans()).isEmpty();
    result.block();
    assertThat(described()).isEqualTo("function weather\n");
    FunctionData data = weaving.spans().only(FunctionData.class);
    assertThat(data.input()).isEqualTo("{\"city\":\"Rome\"}");
    assertThat(data.output()).contains("sun in Rome");
    assertThat(data.toolCallId()).isEqualTo("call-weather");
  }

  @Test
  void exceptionOfAMethod_isThatOfTheFunction() {
    toolkit.registerTool(new Agents.Weather());

    assertThat(Contents.text(call("broken").block())).contains("no weather in Rome");

    assertThat(weaving.spans().only().error().throwable()).hasMessage("no weather in Rome");
    assertThat(described()).isEqualTo("function broken [error java.lang.IllegalStateException]\n");
  }

  @Test
  void exceptionOfAnOwnTool_isThatOfTheFunction() {
    IllegalStateException failure = new IllegalStateException("sold out");
    toolkit.registerAgentTool(new Agents.OwnTool("own", param -> Mono.error(failure)));

    call("own").block();

    assertThat(described()).isEqualTo("function own [error java.lang.IllegalStateException]\n");
  }

  @Test
  void errorAsAResult_isAnError() {
    toolkit.registerAgentTool(
        new Agents.OwnTool("own", param -> Mono.just(ToolResultBlock.error("sold out"))));

    call("own").block();

    assertThat(weaving.spans().only().error().message()).isEqualTo("sold out");
  }

  @Test
  void unknownTool_isAnError() {
    call("nothing").block();

    assertThat(described()).isEqualTo("function nothing [error tool_error]\n");
  }

  @Test
  void ownTool_thatWorksWhenCalled_doesSoInItsFunction() {
    Span[] during = new Span[1];
    toolkit.registerAgentTool(
        new Agents.OwnTool(
            "own",
            param -> {
              during[0] = Context.current().span();
              return Mono.just(ToolResultBlock.text("done"));
            }));

    call("own").block();

    assertThat(during[0]).isNotNull();
    assertThat(during[0].spanId()).isEqualTo(weaving.spans().only().spanId());
    assertThat(Context.current().span()).isNull();
  }
}
