// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Transforms each piece of a span; one rule serves one span, since it may track a budget.
 *
 * <p>{@link SpanDataRewriter} knows where the pieces are; a rule knows only their kind.
 */
interface ContentRule {
  /** Returns the name, id or other structural text to show for {@code name}. */
  String label(String name);

  /** Returns the text to show for a text of a person, model or tool. */
  String text(String content);

  /** Returns the text to show for the arguments, in JSON, of {@code tool}. */
  default String arguments(String tool, String json) {
    return text(json);
  }

  /** Returns the text to show for the result of {@code tool}, if the tool is known. */
  default String result(@Nullable String tool, String content) {
    return text(content);
  }

  /** Returns the value to show for the attribute {@code key}. */
  default String attribute(String key, String value) {
    return label(value);
  }

  /** Returns whether the tools' names make a difference. */
  default boolean knowsTools() {
    return false;
  }

  /** Returns the text to show for a stack trace, in at most {@code max} characters. */
  String stackTrace(String trace, int max);

  /** Returns the tree to show for a tree of content. */
  @Nullable Object tree(@Nullable Object content);

  /** Returns the trees to show for named trees of content. */
  Map<String, @Nullable Object> trees(Map<String, @Nullable Object> content);

  /** Returns the values to show for the parameters of a model or the details of a library. */
  Map<String, @Nullable Object> details(Map<String, @Nullable Object> details);

  /** Returns as many of {@code values} as are wanted, taken from the end. */
  <T> List<T> last(List<T> values);

  /** Returns as many of {@code values} as are wanted, taken from the end, each rewritten. */
  default <T, R> List<R> last(List<T> values, Function<? super T, ? extends R> rewrite) {
    List<T> last = last(values);
    if (last.isEmpty()) {
      return List.of();
    }
    List<R> rewritten = new ArrayList<>(last.size());
    for (T value : last) {
      rewritten.add(rewrite.apply(value));
    }
    return rewritten;
  }

  /** Returns how many values have been cut or omitted so far. */
  long cuts();

  /** Returns how many places have been redacted so far. */
  long redactions();

  /** Returns whether an extension's redactor failed, so that a text had to be withheld. */
  default boolean redactorFailed() {
    return false;
  }
}
