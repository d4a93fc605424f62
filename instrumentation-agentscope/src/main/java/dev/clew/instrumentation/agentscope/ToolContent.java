// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.RetainedBytes;
import io.agentscope.core.message.ToolResultBlock;
import io.agentscope.core.message.ToolUseBlock;
import org.jspecify.annotations.Nullable;

/** The content of a tool's span. */
final class ToolContent implements CallPayload {
  static final ContextKey<ToolContent> KEY = ContextKey.named("agentscope.tool");

  /** How the library begins the text of a failure; only some versions also have a state. */
  private static final String ERROR = "Error: ";

  private final ToolPayload tool;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable ToolResultBlock answer;

  ToolContent(ToolUseBlock requested) {
    this.tool =
        new ToolPayload(
            String.valueOf(requested.getName()),
            () -> Contents.arguments(requested),
            512 + RetainedBytes.of(requested.getContent()),
            requested.getId());
  }

  ToolPayload tool() {
    return tool;
  }

  /** Records the tool's exception, which the library turns into a result for the model. */
  void threw(Throwable thrown) {
    failure = thrown;
  }

  @Override
  public void result(Object result) {
    if (result instanceof ToolResultBlock block) {
      answer = block;
      tool.answered(() -> Contents.text(block), Contents.retainedBytesOf(block.getOutput()));
    }
  }

  @Override
  public boolean isComplete() {
    return answer != null;
  }

  @Override
  public @Nullable SpanError error() {
    ToolResultBlock result = answer;
    String text = result == null ? "" : Contents.firstText(result);
    if (!text.startsWith(ERROR)) {
      return null; // also where a retry has recovered from an exception
    }
    Throwable thrown = failure;
    return thrown != null
        ? SpanError.of(thrown)
        : SpanError.of("tool_error", text.substring(ERROR.length()));
  }

  @Override
  public FunctionData render() {
    return tool.render();
  }

  @Override
  public long retainedBytes() {
    return tool.retainedBytes();
  }
}
