// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.Values;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces a function that the client runs by itself: {@code AfcUtil.getFunctionResponse} with the
 * method and its arguments. The client turns an exception into a text for the model.
 */
final class FunctionHook implements Hook<FunctionHook.Running> {
  private final Tracer tracer;

  FunctionHook(Tracer tracer) {
    this.tracer = tracer;
  }

  /** A function that is running. */
  record Running(ToolRun run, Scope scope) {}

  @Override
  public Running enter(Call call) {
    Method method = call.required(0, Method.class);
    Map<?, ?> arguments = call.argument(1, Map.class);
    // Parsed by the library, and read-only.
    ToolPayload payload =
        new ToolPayload(
            method.getName(), () -> JsonWriter.write(GenAiLibrary.plain(arguments)), 256, null);
    FunctionLoop loop = FunctionLoop.current();
    Context parent = loop == null ? Context.current() : loop.next();
    ToolRun run = ToolRun.start(tracer, parent, method, payload);
    if (loop != null) {
      loop.stepped(run.span());
    }
    return new Running(run, run.in(parent).makeCurrent());
  }

  @Override
  public @Nullable Object exit(
      Running running, @Nullable Object result, @Nullable Throwable thrown) {
    running.scope().close();
    Object output = Values.snapshot(result);
    running.run().end(() -> JsonWriter.textOrJson(Values.tree(output)), null, thrown);
    return result;
  }
}
