// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.instrumentation.langchain4j.service.TokenStreams;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.langchain4j.agentic.scope.ResultWithAgenticScope;
import org.jspecify.annotations.Nullable;

/** Ends an agent's run with the result of its method. */
final class AgentRunEnd {
  private AgentRunEnd() {}

  static void end(AgentRun run, @Nullable Object result, TokenStreams streams) {
    Object value =
        result instanceof ResultWithAgenticScope<?> scoped && LibraryObjects.mayCall(scoped)
            ? scoped.result()
            : result;
    AgentRun streaming = value == null ? null : streams.ofStream(value);
    if (streaming != null) {
      // A workflow returns the stream of its last agent, so both runs end with the stream.
      streaming.endTogetherWith(run);
    } else if (!run.isStreaming()) {
      run.end(value);
    }
  }
}
