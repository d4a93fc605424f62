// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.agents.InvocationContext;
import com.google.adk.codeexecutors.BaseCodeExecutor;
import com.google.adk.codeexecutors.CodeExecutionUtils.CodeExecutionInput;
import com.google.adk.codeexecutors.CodeExecutionUtils.CodeExecutionResult;
import com.google.adk.memory.InMemoryMemoryService;
import dev.clew.api.data.CustomData;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StepTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleAdkModule());

  private static InvocationContext invocation() {
    InvocationContext invocation = Adk.invocation();
    weaving.spans().clear();
    return invocation;
  }

  @Test
  void memorySearch_isCustom() {
    invocation(); // with the session without which nobody has a memory
    InMemoryMemoryService memory = new InMemoryMemoryService();

    memory.searchMemory("app", "user-1", "Rome").blockingSubscribe();

    assertThat(weaving.spans().only(CustomData.class))
        .isEqualTo(new CustomData("search memory", Map.of("query", "Rome", "memories", List.of())));
  }

  @Test
  void codeExecution_isCustom() {
    BaseCodeExecutor executor =
        new BaseCodeExecutor() {
          @Override
          public CodeExecutionResult executeCode(
              InvocationContext invocation, CodeExecutionInput input) {
            return CodeExecutionResult.builder().stdout("2").build();
          }
        };

    InvocationContext invocation = invocation();

    executor.executeCode(invocation, CodeExecutionInput.builder().code("print(1+1)").build());

    assertThat(weaving.spans().only(CustomData.class))
        .isEqualTo(
            new CustomData(
                "execute code", Map.of("code", "print(1+1)", "stdout", "2", "stderr", "")));
  }
}
