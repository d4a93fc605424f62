// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps structure and sizes, withholds content.
 *
 * <p>A number may be content too, such as an account number among an agent's inputs; only
 * parameters and details keep their numbers and flags. Keys within a tree may be content (a map of
 * people), so a tree shows only its size.
 */
final class WithheldContent implements ContentRule {
  private final LimitedContent limits;
  private final int maxEntries;

  WithheldContent(RenderSettings settings, CleanLabels cleanLabels, ForeignCalls calls) {
    this.limits = new LimitedContent(settings, cleanLabels, calls);
    this.maxEntries = settings.maxEntries();
  }

  @Override
  public String label(String name) {
    return limits.label(name);
  }

  @Override
  public String attribute(String key, String value) {
    return limits.attribute(key, value);
  }

  @Override
  public String text(String content) {
    return Text.withheld(content.length());
  }

  @Override
  public String stackTrace(String trace, int max) {
    return text(trace);
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
  public Map<String, @Nullable Object> trees(Map<String, @Nullable Object> content) {
    return map(content, this::tree);
  }

  @Override
  public Map<String, @Nullable Object> details(Map<String, @Nullable Object> details) {
    return map(
        details,
        value ->
            value instanceof Number || value instanceof Boolean ? limits.tree(value) : tree(value));
  }

  private Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> values, UnaryOperator<@Nullable Object> treatment) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      if (kept.size() >= maxEntries) {
        limits.countCut();
        break;
      }
      kept.put(limits.key(String.valueOf(entry.getKey())), treatment.apply(entry.getValue()));
    }
    return kept;
  }

  @Override
  public <T> List<T> last(List<T> values) {
    return limits.last(values);
  }

  @Override
  public long cuts() {
    return limits.cuts();
  }

  @Override
  public long redactions() {
    return limits.redactions();
  }

  @Override
  public boolean redactorFailed() {
    return limits.redactorFailed();
  }
}
