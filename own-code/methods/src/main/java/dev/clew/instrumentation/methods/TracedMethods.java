// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.SelectedMethod;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.methods.rule.InvalidRule;
import dev.clew.instrumentation.methods.rule.Options;
import dev.clew.instrumentation.methods.rule.RuleParser;
import dev.clew.instrumentation.methods.rule.SpanRule;
import dev.clew.kit.call.CallObservations;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Decides which calls of woven methods get a span; shared by the hooks of one class loader. */
final class TracedMethods {
  private final Map<String, Optional<TracedMethod>> byLabel = new ConcurrentHashMap<>();

  /** Spans of frameworks that already stand for a traced method. */
  private final WeakIdentityMap<Span, Boolean> claimed = new WeakIdentityMap<>();

  private final CallObservations calls;
  private final FailureReporter failures;

  TracedMethods(CallObservations calls, FailureReporter failures) {
    this.calls = calls;
    this.failures = failures;
  }

  /** Returns the call if it is to have a span of its own, which has not been started. */
  @Nullable MethodRun begin(Call call) {
    TracedMethod method = method(call.label());
    if (method == null) {
      return null;
    }
    Object[] arguments = new Object[call.argumentCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = call.argument(i, Object.class);
    }
    Object self = method.method().isStatic() ? null : call.self(Object.class);
    MethodRun run = new MethodRun(method, new CallValues(self, arguments, null), calls);
    MethodRun outer = MethodRun.current();
    if (outer != null
        && self != null
        && outer.values().self() == self
        && method.overrides(outer.method())) {
      return null; // super.method(), which is part of the same call
    }
    return outer == null && isRunOfFramework(run) ? null : run;
  }

  /**
   * Returns whether a framework's span stands for the same execution of a tool. It stands for one
   * only: a tool may call others like any method.
   */
  private boolean isRunOfFramework(MethodRun run) {
    Span above = Context.current().span();
    TracedMethod method = run.method();
    if (above == null
        || above.type() != SpanType.FUNCTION
        || method.rule().type() != SpanType.FUNCTION
        || !(method.isToolOfFramework() || above.name().equals(method.spanName(run.values())))
        || claimed.get(above) != null) {
      return false;
    }
    claimed.put(above, true);
    run.annotate(above, run.values(), false);
    return true;
  }

  private @Nullable TracedMethod method(@Nullable String label) {
    if (label == null) {
      return null;
    }
    Optional<TracedMethod> known = byLabel.get(label); // computeIfAbsent may lock
    if (known == null) {
      known = byLabel.computeIfAbsent(label, this::read);
    }
    return known.orElse(null);
  }

  private Optional<TracedMethod> read(String label) {
    SelectedMethod selected = SelectedMethod.parse(label);
    try {
      SpanRule rule =
          selected.label().startsWith(Annotations.MARK)
              ? Annotations.rule(selected)
              : RuleParser.span(selected.label());
      return Optional.of(new TracedMethod(selected, rule, failures));
    } catch (InvalidRule invalid) {
      failures.report(
          Options.class,
          new IllegalArgumentException(
              "%s.%s: %s"
                  .formatted(selected.className(), selected.methodName(), invalid.getMessage())));
      return Optional.empty();
    }
  }
}
