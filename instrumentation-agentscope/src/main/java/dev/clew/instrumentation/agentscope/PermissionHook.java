// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.data.GuardrailData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.ReceiverNames;
import dev.clew.kit.value.Values;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Traces decisions on whether a tool may run: {@code PermissionEngine.checkPermission(ToolBase,
 * Map)}, which asks the tool too, and {@code ToolBase.checkPermissions(Map,
 * PermissionContextState)}, which the library calls itself where an agent has no rules. Version 1
 * has neither.
 */
final class PermissionHook implements Hook<PermissionHook.Check> {
  private static final ContextKey<Boolean> BY_RULES = ContextKey.named("agentscope.permission");

  private final CallObservations calls;

  PermissionHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A check that is being described. */
  record Check(String tool, @Nullable Object input, String label, Context context, Scope scope) {}

  @Override
  public @Nullable Check enter(Call call) {
    Context context = Context.current();
    String label = String.valueOf(call.label());
    boolean rules = label.equals(AgentScopeModule.RULES);
    Object tool = rules ? call.argument(0, Object.class) : call.self(Object.class);
    if (context.get(BY_RULES) != null || tool == null || !LibraryObjects.isReal(tool)) {
      return null;
    }
    Object input = Values.snapshot(call.argument(rules ? 1 : 0, Map.class));
    return new Check(name(tool), input, label, context, context.with(BY_RULES, true).makeCurrent());
  }

  /** Returns the tool's name; where it is the application's own, that of its class. */
  private static String name(Object tool) {
    String name = LibraryObjects.READER.text(tool, "getName");
    return name == null ? ReceiverNames.name(tool) : name;
  }

  @Override
  public @Nullable Object exit(Check check, @Nullable Object result, @Nullable Throwable thrown) {
    check.scope().close();
    return result instanceof Mono<?> decision
        ? decision.doOnNext(made -> decided(check, made))
        : result;
  }

  private void decided(Check check, Object decision) {
    try {
      String behavior =
          LibraryObjects.READER.read(decision, "getBehavior") instanceof Enum<?> constant
              ? constant.name()
              : "";
      // A tool without an opinion passes the question on, to nobody if there are no rules.
      if (!behavior.isEmpty() && !behavior.equals("PASSTHROUGH")) {
        record(check, behavior, decision);
      }
    } catch (Throwable internalFailure) {
      calls.failures().report(PermissionHook.class, internalFailure);
    }
  }

  private void record(Check check, String behavior, Object decision) {
    calls
        .tracer()
        .start(
            check.context(),
            SpanType.GUARDRAIL,
            "permission " + check.tool(),
            () -> {
              Map<String, @Nullable Object> details = new LinkedHashMap<>();
              details.put("tool", check.tool());
              details.put("input", Values.tree(check.input()));
              details.put("decision", behavior.toLowerCase(Locale.ROOT));
              details.put("decided_by", check.label());
              details.put("message", LibraryObjects.READER.text(decision, "getMessage"));
              details.put("reason", LibraryObjects.READER.text(decision, "getDecisionReason"));
              details.values().removeIf(Objects::isNull);
              return new GuardrailData(
                  "permission " + check.tool(), !behavior.equals("ALLOW"), details);
            })
        .end();
  }
}
