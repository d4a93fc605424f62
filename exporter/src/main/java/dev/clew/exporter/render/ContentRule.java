// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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

  /** Returns what to show for a tree of content. */
  @Nullable Object tree(@Nullable Object content);

  /** Returns what to show for the value of a model parameter or of a library's detail. */
  @Nullable Object detail(@Nullable Object value);

  /** Returns {@code values} with its names and each value treated by {@code treatment}. */
  Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> values, UnaryOperator<@Nullable Object> treatment);

  /** Returns as many of {@code values} as are wanted, the last ones. */
  <T> List<T> last(List<T> values);

  /** Returns how many values were cut or left out so far. */
  long cuts();
}
