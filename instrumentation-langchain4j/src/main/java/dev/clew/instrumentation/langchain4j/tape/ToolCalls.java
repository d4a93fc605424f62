// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.ToolTape.ResultForm;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;

/** Requests of tools, and results that are texts. */
final class ToolCalls {
  static final LibraryClasses LIBRARY = LibraryClasses.in("dev.langchain4j.");

  static final ResultForm TEXT =
      new ResultForm() {
        @Override
        public Object result(TapeAnswer answer) {
          return answer.text();
        }

        @Override
        public void record(@Nullable Object result, TapeRecorder recorder) {
          if (result instanceof String text) {
            recorder.piece(text);
          }
          recorder.complete();
        }
      };

  private ToolCalls() {}

  /** Returns null if the request is none that may be read, as while a mock is told what to do. */
  static @Nullable TapeRequest describe(Object executor, @Nullable ToolExecutionRequest request) {
    if (!LIBRARY.mayCall(request) || request == null || request.name() == null) {
      return null;
    }
    return TapeRequest.tool(executor.getClass(), request.name(), request.arguments());
  }
}
