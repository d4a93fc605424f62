// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import org.jspecify.annotations.Nullable;

/**
 * In what two runs differ.
 *
 * @param verdict how much it matters
 * @param what such as {@code arguments}
 * @param a the step of the first run, or null
 * @param b the step of the second run, or null
 * @param text more about it
 * @param before what the first run had; may be empty
 * @param now what the second run has; may be empty
 */
public record Change(
    Verdict verdict,
    String what,
    @Nullable Step a,
    @Nullable Step b,
    String text,
    String before,
    String now) {
  /** How much two runs differ; later ones outweigh earlier ones. */
  public enum Verdict {
    SAME,
    /** Texts differ, and nothing that was done. */
    REWORDED,
    CHANGED
  }

  static Change of(Verdict verdict, String what, @Nullable Step a, @Nullable Step b, String text) {
    return new Change(verdict, what, a, b, text, "", "");
  }

  /** Returns the step of the second run if there is one, otherwise that of the first. */
  public @Nullable Step either() {
    return b == null ? a : b;
  }
}
