// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import io.agentscope.core.message.ToolUseBlock;
import io.agentscope.core.tool.ToolCallParam;
import io.agentscope.core.tool.Toolkit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Traces {@code Tracer.callTool(Toolkit, ToolCallParam, Supplier)}.
 *
 * <p>The library's own tools run when they are subscribed; an application's may do their work when
 * they are called, so their first run begins with the method.
 */
final class ToolHook extends RunHook {
  private final CallObservations calls;

  ToolHook(CallObservations calls) {
    super(calls.failures());
    this.calls = calls;
  }

  @Override
  @Nullable Function<CoreSubscriber<?>, @Nullable Started> describe(Call call) {
    ToolCallParam request = call.required(1, ToolCallParam.class);
    ToolUseBlock requested = LibraryObjects.mayCall(request) ? request.getToolUseBlock() : null;
    return requested == null ? null : caller -> begin(requested);
  }

  @Override
  @Nullable Started beginNow(Call call) {
    Toolkit toolkit = call.required(0, Toolkit.class);
    ToolUseBlock requested = call.required(1, ToolCallParam.class).getToolUseBlock();
    Object tool =
        LibraryObjects.mayCall(toolkit) && requested.getName() != null
            ? toolkit.getTool(requested.getName())
            : null;
    return tool == null || LibraryObjects.contains(tool.getClass()) ? null : begin(requested);
  }

  private @Nullable Started begin(ToolUseBlock requested) {
    Context outside = Context.current();
    ToolContent content = new ToolContent(requested);
    ToolRun run = ToolRun.start(calls.tracer(), outside, requested, content.tool());
    if (!run.span().isRecording()) {
      return null;
    }
    return new Started(
        new CallObservation(calls, run.span(), false, content, outside),
        run.in(outside).with(ToolContent.KEY, content));
  }
}
