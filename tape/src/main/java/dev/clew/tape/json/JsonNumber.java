// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.json;

import java.math.BigDecimal;

/** A number as it was written: {@code 189.00} is not {@code 189.0} to whoever prints it. */
public record JsonNumber(String text) {
  /** Returns the same text for all ways to write the number. */
  public String canonical() {
    try {
      BigDecimal value = new BigDecimal(text);
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    } catch (NumberFormatException | ArithmeticException beyond) {
      return text;
    }
  }
}
