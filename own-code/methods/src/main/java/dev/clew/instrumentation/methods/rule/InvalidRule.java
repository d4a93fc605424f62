// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

/** A rule that cannot be read: where, and what is wrong with it. */
public final class InvalidRule extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * Describes a rule that cannot be read.
   *
   * @param position the index of the first character that is wrong
   * @param message what is wrong and what would be right
   */
  InvalidRule(int position, String message) {
    super(message);
    this.position = position;
  }

  /** Returns the index of the first character that is wrong. */
  public int position() {
    return position;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
