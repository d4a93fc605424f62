// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.SelectedMethod;
import dev.clew.instrumentation.methods.rule.Expression;
import dev.clew.instrumentation.methods.rule.Options;
import dev.clew.instrumentation.methods.rule.SpanRule;
import dev.clew.kit.value.SpanNames;
import dev.clew.kit.value.Values;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A method and the rule that describes its span. */
final class TracedMethod {
  /** Methods with these annotations are called by frameworks that have a span for the call. */
  private static final List<String> TOOLS =
      List.of(
          "dev.langchain4j.agent.tool.Tool",
          "org.springframework.ai.tool.annotation.Tool",
          "org.springaicommunity.mcp.annotation.McpTool",
          "org.springframework.ai.mcp.annotation.McpTool",
          "io.quarkiverse.mcp.server.Tool",
          "com.google.adk.tools.Annotations$Schema");

  private final SelectedMethod method;
  private final SpanRule rule;
  private final FailureReporter failures;
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  TracedMethod(SelectedMethod method, SpanRule rule, FailureReporter failures) {
    this.method = method;
    this.rule = rule;
    this.failures = failures;
  }

  SelectedMethod method() {
    return method;
  }

  SpanRule rule() {
    return rule;
  }

  /** Returns whether a framework calls the method as a tool and has a span for that. */
  boolean isToolOfFramework() {
    return method.annotations().stream().anyMatch(TOOLS::contains);
  }

  /** Returns whether {@code other} is the same method in a superclass or subclass. */
  boolean overrides(TracedMethod other) {
    return other != this
        && method.label().equals(other.method.label())
        && method.methodName().equals(other.method.methodName())
        && method.parameterTypes().equals(other.method.parameterTypes())
        && !method.className().equals(other.method.className());
  }

  /** Returns the value of an option, or null if the rule lacks it or its expression fails. */
  @Nullable Object value(String option, CallValues values) {
    Expression expression = rule.option(option);
    if (expression == null) {
      return null;
    }
    try {
      return values.of(expression);
    } catch (Throwable failure) {
      if (failed.add(option)) {
        failures.report(
            TracedMethod.class,
            new InvalidExpression(option, method.className() + "." + method.methodName(), failure));
      }
      return null;
    }
  }

  /** Returns the value of an option as text; null for an object of the application. */
  @Nullable String text(String option, CallValues values) {
    Object value = value(option, values);
    if (value instanceof Boolean || value instanceof Character) {
      return value.toString();
    }
    return value == null ? null : Values.key(value);
  }

  /** Returns the name in the span's data: that of the agent, tool or guardrail. */
  String subject(CallValues values) {
    String name = text(Options.NAME, values);
    if (name != null && !name.isEmpty()) {
      return name;
    }
    return switch (rule.type()) {
      case FUNCTION, MCP -> method.methodName();
      case CUSTOM -> simpleClassName() + "." + method.methodName();
      default -> simpleClassName();
    };
  }

  /** Returns the name of the span. */
  String spanName(CallValues values) {
    if (rule.option(Options.NAME) != null) {
      return subject(values);
    }
    return switch (rule.type()) {
      case GENERATION, RESPONSE -> SpanNames.of("chat", knownModel(values));
      case EMBEDDING -> SpanNames.of("embeddings", knownModel(values));
      default -> subject(values);
    };
  }

  private @Nullable String knownModel(CallValues values) {
    return rule.needsResult(Options.MODEL) ? null : text(Options.MODEL, values);
  }

  private String simpleClassName() {
    String name = method.className();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }
}
