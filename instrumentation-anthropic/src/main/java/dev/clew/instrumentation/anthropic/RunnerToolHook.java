// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.value.Accessors;
import org.jspecify.annotations.Nullable;

/**
 * Traces a tool that the tool runner runs, {@code BetaToolRunner.generateToolUseResult} with the
 * model's request as its first parameter.
 *
 * <p>The runner turns an exception of the tool into a result for the model; {@link
 * ToolExceptionHook} has seen it.
 */
final class RunnerToolHook implements Hook<RunnerToolHook.Running> {
  private final Tracer tracer;

  RunnerToolHook(Tracer tracer) {
    this.tracer = tracer;
  }

  /** A tool that is running. */
  record Running(ToolRun run, Scope scope) {}

  @Override
  public @Nullable Running enter(Call call) {
    Object use = call.required(0, Object.class);
    String name = Fields.BY_NAME.text(use, "_name");
    Object arguments = new AnthropicJson.Arguments(Accessors.read(use, "_input"));
    ToolPayload payload =
        new ToolPayload(
            name == null ? "" : name, arguments::toString, 256, Fields.BY_NAME.text(use, "_id"));
    Context parent = Context.current();
    ToolRun run = ToolRun.start(tracer, parent, use, payload);
    return new Running(run, run.in(parent).makeCurrent());
  }

  @Override
  public @Nullable Object exit(
      Running running, @Nullable Object result, @Nullable Throwable thrown) {
    running.scope().close();
    boolean failed = Boolean.TRUE.equals(Fields.BY_NAME.read(result, "_isError"));
    // The text of an error is read here, because it becomes the message of the span's error.
    String error = failed && result != null ? errorText(result) : null;
    running.run().end(() -> result == null ? null : ToolResults.output(result), error, thrown);
    return result;
  }

  private static String errorText(Object result) {
    String text = Fields.BY_NAME.text(Fields.BY_NAME.read(result, "_content"), "string");
    return text == null ? "the tool returned an error" : text;
  }
}
