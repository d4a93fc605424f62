// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import org.jspecify.annotations.Nullable;

/**
 * Removes from texts what must not leave the process and what only you can recognise.
 *
 * <p>Called for each text before Clew's own redaction, which then sees only the result: a redactor
 * can take away more than Clew would, but never bring back a secret. It sees the whole text, before
 * it is cut to the limits, at every level of {@code clew.content} that shows the text at all. It
 * does not see names: those of spans, models, tools and agents, and the keys of attributes.
 *
 * <p>Called on Clew's export threads, never an application thread, by several of them at once; it
 * must be safe for that. A slow one delays the export, and a text for which it does not return
 * within seconds is given up. If it throws or returns null, it might have meant to withhold
 * something: the text is replaced entirely, which is counted, and logged once.
 */
@FunctionalInterface
public interface ContentRedactor {
  /**
   * Returns what to continue with in place of {@code text}, the same object if nothing changes.
   *
   * @param field where the text was found
   */
  String redact(String text, Field field);

  /**
   * Where a text was found.
   *
   * @param name the tool of arguments and results, or the key of a value or attribute; null if
   *     unknown, or if there is none
   */
  record Field(Kind kind, @Nullable String name) {}

  /** What a text is. */
  enum Kind {
    /** A message, an instruction, a description, a query, an error message. */
    TEXT,
    /** The arguments of a tool call: JSON, which the result should be too. */
    ARGUMENTS,
    /** The result of a tool. */
    RESULT,
    /** A string, or a whole number as digits, in a map or list. */
    VALUE,
    /** A key of a map. */
    KEY,
    /**
     * The value of a span's attribute, the trace's metadata or, named {@code group_id}, its group.
     */
    ATTRIBUTE,
    STACK_TRACE
  }
}
