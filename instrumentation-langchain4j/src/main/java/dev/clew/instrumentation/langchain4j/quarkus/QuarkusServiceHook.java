// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.quarkus;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.Values;
import dev.langchain4j.invocation.InvocationContext;
import io.quarkiverse.langchain4j.runtime.aiservice.AiServiceMethodCreateInfo;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code AiServiceMethodImplementationSupport.doImplement}: Quarkus generates a class per AI
 * service at build time, and all their methods call this one. The models and tools beneath are
 * LangChain4j's.
 *
 * <p>If the method returns a {@code Multi}, the work starts upon subscription, see {@link
 * ServiceMulti}.
 */
final class QuarkusServiceHook implements Hook<QuarkusServiceHook.State> {
  private static final String MULTI = "io.smallrye.mutiny.Multi";

  private final CallObservations calls;

  QuarkusServiceHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A call that is running, or, without a scope, one that only describes its work. */
  record State(Supplier<AgentRun> start, @Nullable AgentRun run, @Nullable Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    AiServiceMethodCreateInfo method = call.required(0, AiServiceMethodCreateInfo.class);
    QuarkusArguments arguments =
        QuarkusArguments.snapshot(
            method, call.required(1, InvocationContext.class).methodArguments());
    Supplier<AgentRun> start = () -> start(method, arguments);
    if (method.getReturnType().getTypeName().startsWith(MULTI)) {
      return new State(start, null, null);
    }
    AgentRun run = start.get();
    return new State(start, run, run.context().makeCurrent());
  }

  private AgentRun start(AiServiceMethodCreateInfo method, QuarkusArguments arguments) {
    LangChain4jAgent content =
        new LangChain4jAgent(
            SpanType.AGENT,
            simpleName(method.getInterfaceName()) + "." + method.getMethodName(),
            null,
            method.getReturnType(),
            arguments::named,
            List::of,
            Map.of());
    AgentRun run = AgentRun.start(calls.tracer(), Context.current(), content, null);
    String memoryId = arguments.memoryId();
    if (memoryId != null) {
      run.span().setGroupId(memoryId);
    }
    return run;
  }

  private static String simpleName(String binaryName) {
    return binaryName.substring(
        Math.max(binaryName.lastIndexOf('.'), binaryName.lastIndexOf('$')) + 1);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    AgentRun run = state.run();
    if (run == null || state.scope() == null) {
      return result instanceof Multi<?> multi
          ? new ServiceMulti<>(multi, state.start(), calls)
          : result;
    }
    state.scope().close();
    if (thrown != null) {
      run.fail(Failures.cause(thrown));
    } else if (!run.isStreaming()) {
      run.end(result);
    }
    return result;
  }

  /** The arguments of a call; Quarkus recorded their names and annotations at build time. */
  private record QuarkusArguments(AiServiceMethodCreateInfo method, List<@Nullable Object> values) {

    static QuarkusArguments snapshot(
        AiServiceMethodCreateInfo method, List<? extends @Nullable Object> arguments) {
      ArrayList<@Nullable Object> values = new ArrayList<>();
      for (Object argument : arguments) {
        values.add(Values.snapshot(argument));
      }
      return new QuarkusArguments(method, values);
    }

    /** Returns the memory id if the caller passed one; otherwise Quarkus generates one. */
    @Nullable String memoryId() {
      Object value = method.getMemoryIdParamPosition().map(values::get).orElse(null);
      return value == null ? null : Values.key(value);
    }

    Map<String, @Nullable Object> named() {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      List<AiServiceMethodCreateInfo.ParameterInfo> parameters = method.getParameterInfo();
      for (int i = 0; i < parameters.size() && i < values.size(); i++) {
        named.put(parameters.get(i).name(), values.get(i));
      }
      return named;
    }
  }
}
