// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each piece of a span; one rule serves one span, since it may keep a
 * budget.
 *
 * <p>{@link SpanDataRewriter} knows where the pieces are; a rule knows only their kind.
 */
interface ContentRule {
  /** Returns a name, id or other structural text to show for {@code name}. */
  String label(String name);

  /** Returns what to show for what a person, model or tool said. */
  String text(String content);

  /** Returns what to show for the arguments, in JSON, with which {@code tool} is to run. */
  default String arguments(String tool, String json) {
    return text(json);
  }

  /** Returns what to show for what {@code tool}, if it is known, answered. */
  default String result(@Nullable String tool, String content) {
    return text(content);
  }

  /** Returns whether the names of tools make a difference. */
  default boolean knowsTools() {
    return false;
  }

  /** Returns what to show for a stack trace, in at most {@code max} characters. */
  String stackTrace(String trace, int max);

  /** Returns what to show for a tree of content. */
  @Nullable Object tree(@Nullable Object content);

  /** Returns what to show for trees of content under names. */
  Map<String, @Nullable Object> trees(Map<String, @Nullable Object> content);

  /** Returns what to show for the parameters of a model or the details of a library. */
  Map<String, @Nullable Object> details(Map<String, @Nullable Object> details);

  /** Returns as many of {@code values} as are wanted, the last ones. */
  <T> List<T> last(List<T> values);

  /** Returns how many values were cut or left out so far. */
  long cuts();

  /** Returns how many places were redacted so far. */
  long redactions();
}
