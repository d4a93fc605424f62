// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.ToolHook;
import dev.clew.kit.tape.ToolTape;
import dev.clew.kit.tape.ToolTape.ResultForm;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Records and answers {@code ToolExecutor.executeWithContext}, whose default also covers lambdas. A
 * result is kept as the text for the model, and whether that is an error as the status 500.
 */
final class ToolResultHook extends ToolHook {
  private static final int ERROR = 500;

  private static final ResultForm FORM =
      new ResultForm() {
        @Override
        public Object result(TapeAnswer answer) {
          return ToolExecutionResult.builder()
              .isError(answer.status() == ERROR)
              .resultText(answer.text())
              .build();
        }

        /** A result with several parts has no text, and is not recorded. */
        @Override
        public void record(@Nullable Object returned, TapeRecorder recorder) {
          if (returned instanceof ToolExecutionResult result && ToolCalls.LIBRARY.mayCall(result)) {
            String text = result.resultText();
            if (result.isError()) {
              recorder.head(ERROR, Map::of);
            }
            recorder.piece(text == null ? "" : text);
            recorder.complete();
          }
        }
      };

  ToolResultHook(ToolTape tools) {
    super(tools, FORM);
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
    InvocationContext context = call.argument(1, InvocationContext.class);
    return () -> executor.executeWithContext(request, context);
  }
}
