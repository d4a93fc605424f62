// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.ToolTape;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the executor that {@code ToolService.executeWithErrorHandling} calls until 1.5, so that
 * what a lambda returns or throws takes the library's own way to the model.
 */
final class ToolServiceHook implements Hook<Object> {
  private final ToolTape tools;

  ToolServiceHook(ToolTape tools) {
    this.tools = tools;
  }

  @Override
  public @Nullable Object enter(Call call) {
    ToolExecutor executor = call.argument(1, ToolExecutor.class);
    if (executor != null) {
      call.replaceArgument(1, new TapedExecutor(executor, tools));
    }
    return null;
  }

  private record TapedExecutor(ToolExecutor executor, ToolTape tools) implements ToolExecutor {
    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
      TapeRequest described = ToolCalls.describe(executor, request);
      Callable<String> tool = () -> executor.execute(request, memoryId);
      return described == null
          ? executor.execute(request, memoryId)
          : (String)
              ToolTape.unchecked(() -> ToolTape.run(tools.begin(described), tool, ToolCalls.TEXT));
    }
  }
}
