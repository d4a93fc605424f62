// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

/** An expression that has no value for a call: reported once, without harm to the call. */
final class InvalidExpression extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidExpression(String option, String rule, Throwable cause) {
    super("option '%s' for %s: %s".formatted(option, rule, describe(cause)), cause, false, false);
  }

  private static String describe(Throwable cause) {
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.getClass().getName();
  }
}
