// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.instrumentation.methods.rule.Expression;
import dev.clew.instrumentation.methods.rule.Expression.Literal;
import dev.clew.instrumentation.methods.rule.Expression.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the expressions of a rule can refer to in one call. */
final class CallValues {
  private final @Nullable Object self;
  private final @Nullable Object[] arguments;
  private final @Nullable Object result;

  /**
   * Describes a call.
   *
   * @param self the receiver, null for a static method
   * @param arguments the arguments, kept without copying
   * @param result null before the method has returned
   */
  CallValues(@Nullable Object self, @Nullable Object[] arguments, @Nullable Object result) {
    this.self = self;
    this.arguments = arguments;
    this.result = result;
  }

  @Nullable Object self() {
    return self;
  }

  @Nullable Object[] arguments() {
    return arguments;
  }

  @Nullable Object result() {
    return result;
  }

  /** Returns the value of {@code expression}; its exceptions are passed to the caller. */
  @Nullable Object of(Expression expression) throws Throwable {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    Value value = (Value) expression;
    Object found = root(value);
    for (String property : value.path()) {
      found = PropertyAccess.read(found, property);
    }
    if (found instanceof Optional<?> optional) {
      found = optional.orElse(null);
    }
    return value.negated() && found instanceof Boolean flag ? (Object) !flag : found;
  }

  private @Nullable Object root(Value value) {
    return switch (value.root()) {
      case THIS -> self;
      case RESULT -> result;
      case ARGUMENT -> {
        if (value.argument() >= arguments.length) {
          throw new IllegalArgumentException(
              "the method has %d parameters".formatted(arguments.length));
        }
        yield arguments[value.argument()];
      }
    };
  }
}
