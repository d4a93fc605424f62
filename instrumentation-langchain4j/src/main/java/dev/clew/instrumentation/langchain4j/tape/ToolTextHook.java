// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.ToolHook;
import dev.clew.kit.tape.ToolTape;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Records and answers {@code ToolExecutor.execute}. */
final class ToolTextHook extends ToolHook {
  ToolTextHook(ToolTape tools) {
    super(tools, ToolCalls.TEXT);
  }

  @Override
  protected @Nullable TapeRequest describe(Call call) {
    return ToolCalls.describe(
        call.self(Object.class), call.argument(0, ToolExecutionRequest.class));
  }

  @Override
  protected Callable<? extends @Nullable Object> again(Call call) {
    ToolExecutor executor = call.self(ToolExecutor.class);
    ToolExecutionRequest request = call.required(0, ToolExecutionRequest.class);
    Object memoryId = call.argument(1, Object.class);
    return () -> executor.execute(request, memoryId);
  }
}
