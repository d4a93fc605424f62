// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.tools.ToolContext;
import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.call.CallPayload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a tool's span. */
final class ToolCallPayload implements CallPayload {
  static final ContextKey<ToolCallPayload> KEY = ContextKey.named("adk tool");

  private static final String MCP_PACKAGE = "com.google.adk.tools.mcp.";

  private final ToolPayload tool;
  private final boolean onServer;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable String refusal;

  ToolCallPayload(String name, Class<?> type, Map<?, ?> arguments, ToolContext context) {
    String callId = AdkClasses.mayCall(context) ? context.functionCallId().orElse("") : "";
    this.tool =
        new ToolPayload(
            name,
            () -> PlainValues.json(arguments),
            PlainValues.size(arguments),
            callId.isEmpty() ? null : callId);
    this.onServer = type.getName().startsWith(MCP_PACKAGE);
  }

  ToolPayload tool() {
    return tool;
  }

  /** Records the tool's exception, which the library turns into a result for the model. */
  void threw(Throwable thrown) {
    failure = thrown;
  }

  @Override
  public void result(Object answer) {
    if (answer instanceof Map<?, ?> map) {
      Map<?, ?> copy = PlainValues.copy(map);
      tool.answered(() -> PlainValues.json(copy), PlainValues.size(copy));
      refusal = onServer && copy.get("error") instanceof String text ? text : null;
    }
  }

  @Override
  public @Nullable SpanError error() {
    Throwable thrown = failure;
    if (thrown != null) {
      return SpanError.of(thrown);
    }
    return refusal == null ? null : SpanError.of("tool_error", refusal);
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
