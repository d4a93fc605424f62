// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.function.Supplier;

/**
 * Collects answers to the question why there are no spans. A hook or a part of Clew that knows
 * reasons of its own, such as a rule that matches nothing, adds a source; it is asked when somebody
 * runs the doctor, and never before.
 *
 * <p>A hook gets one through its constructor.
 */
public interface Diagnostics {
  /**
   * Adds a source, for as long as the agent runs. It must not refer to classes of the application.
   *
   * @param subject what it is about, such as {@code clew.methods}; a later source replaces an
   *     earlier one of the same subject
   */
  void add(String subject, Supplier<List<Finding>> source);

  /** How much a finding explains. */
  enum Level {
    /** Explains missing spans by itself. */
    CAUSE,
    /** May explain them. */
    POSSIBLE,
    /** Explains that something in the spans is missing, or is worth knowing. */
    NOTE
  }

  /**
   * One reason.
   *
   * @param id short and stable, for programs, such as {@code rule-without-match}
   * @param text a sentence that states what is the case
   * @param remedy a sentence that says what to do about it; may be empty
   */
  record Finding(String id, Level level, String text, String remedy) {}
}
