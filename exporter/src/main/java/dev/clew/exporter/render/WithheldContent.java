// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps structure and sizes, withholds content.
 *
 * <p>A number may be content too, such as an account number among an agent's inputs; only where a
 * value is a parameter or detail do numbers and flags stay. Keys within a tree may be content (a
 * map of people), so a tree shows only how large it is.
 */
final class WithheldContent implements ContentRule {
  private final LimitedContent limits;

  WithheldContent(RenderSettings settings) {
    this.limits = new LimitedContent(settings);
  }

  @Override
  public String label(String name) {
    return limits.label(name);
  }

  @Override
  public String text(String content) {
    return Text.withheld(content.length());
  }

  @Override
  public @Nullable Object tree(@Nullable Object content) {
    try {
      if (content == null) {
        return null;
      }
      if (content instanceof CharSequence text) {
        return Text.withheld(text.length());
      }
      if (content instanceof Map<?, ?> map) {
        return "[map of " + map.size() + " entries withheld]";
      }
      if (content instanceof Collection<?> collection) {
        return "[list of " + collection.size() + " entries withheld]";
      }
      return "[value withheld]";
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return "[value withheld]";
    }
  }

  @Override
  public @Nullable Object detail(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean ? limits.tree(value) : tree(value);
  }

  @Override
  public Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> values, UnaryOperator<@Nullable Object> treatment) {
    return limits.map(values, treatment);
  }

  @Override
  public <T> List<T> last(List<T> values) {
    return limits.last(values);
  }

  @Override
  public long cuts() {
    return limits.cuts();
  }
}
