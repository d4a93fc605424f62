// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps content within the limits: characters per string and per span, depth and entries of trees.
 *
 * <p>Trees come from applications: they may be cyclic, lazy, endless, changed meanwhile, or throw
 * from any method. Entries are counted over the whole tree, since depth alone does not bound a
 * cycle with several branches.
 */
final class LimitedContent implements ContentRule {
  private static final int MAX_LABEL = 4_096;

  private final RenderSettings settings;
  private int remainingCharacters;
  private long cuts;

  LimitedContent(RenderSettings settings) {
    this.settings = settings;
    this.remainingCharacters = settings.maxSpanCharacters();
  }

  @Override
  public String label(String name) {
    return cut(name, Math.min(MAX_LABEL, settings.maxFieldCharacters()));
  }

  @Override
  public String text(String content) {
    String kept = cut(content, Math.min(settings.maxFieldCharacters(), remainingCharacters));
    remainingCharacters = Math.max(0, remainingCharacters - kept.length());
    return kept;
  }

  @Override
  public @Nullable Object tree(@Nullable Object content) {
    return new Walk().value(content, 0);
  }

  @Override
  public @Nullable Object detail(@Nullable Object value) {
    return tree(value);
  }

  @Override
  public Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> values, UnaryOperator<@Nullable Object> treatment) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      if (kept.size() >= settings.maxEntries()) {
        cuts++;
        break;
      }
      kept.put(label(String.valueOf(entry.getKey())), treatment.apply(entry.getValue()));
    }
    return kept;
  }

  @Override
  public <T> List<T> last(List<T> values) {
    int excess = values.size() - settings.maxEntries();
    if (excess <= 0) {
      return values;
    }
    cuts++;
    return values.subList(excess, values.size());
  }

  @Override
  public long cuts() {
    return cuts;
  }

  private String cut(String text, int max) {
    if (text.length() > max) {
      cuts++;
    }
    return Text.cut(text, max);
  }

  /** One pass over one tree. */
  private final class Walk {
    private int remainingEntries = settings.maxEntries();

    @Nullable Object value(@Nullable Object value, int depth) {
      try {
        if (value == null || value instanceof Boolean) {
          return value;
        }
        if (value instanceof CharSequence || value instanceof Character) {
          return text(value.toString());
        }
        if (value instanceof Number number) {
          return isPlain(number) ? number : text(String.valueOf(number));
        }
        if (value instanceof Map<?, ?> || value instanceof Collection<?> || isArray(value)) {
          return depth >= settings.maxDepth() ? tooDeep() : container(value, depth);
        }
        return text(value instanceof Enum<?> constant ? constant.name() : String.valueOf(value));
      } catch (Exception | LinkageError | StackOverflowError e) {
        cuts++;
        return "(not readable: " + e.getClass().getName() + ")";
      }
    }

    private Object container(Object value, int depth) {
      if (value instanceof Map<?, ?> map) {
        return map(map, depth);
      }
      if (value instanceof Collection<?> collection) {
        return list(collection, depth);
      }
      if (value instanceof byte[] bytes) {
        return "(" + bytes.length + " bytes)";
      }
      return list(value instanceof Object[] array ? Arrays.asList(array) : boxed(value), depth);
    }

    private List<Object> boxed(Object primitives) {
      int length = Math.min(Array.getLength(primitives), remainingEntries + 1);
      List<Object> boxed = new ArrayList<>(length);
      for (int i = 0; i < length; i++) {
        boxed.add(Array.get(primitives, i));
      }
      return boxed;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (remainingEntries-- <= 0) {
          kept.put("…", leftOut(map.size() - kept.size()));
          break;
        }
        kept.put(label(String.valueOf(entry.getKey())), value(entry.getValue(), depth + 1));
      }
      return kept;
    }

    private List<@Nullable Object> list(Collection<?> values, int depth) {
      List<@Nullable Object> kept = new ArrayList<>();
      for (Object element : values) {
        if (remainingEntries-- <= 0) {
          kept.add(leftOut(values.size() - kept.size()));
          break;
        }
        kept.add(value(element, depth + 1));
      }
      return kept;
    }

    private String leftOut(int entries) {
      cuts++;
      return "… [" + entries + " more entries]";
    }

    private String tooDeep() {
      cuts++;
      return "… [nested deeper than " + settings.maxDepth() + "]";
    }

    private static boolean isArray(Object value) {
      return value.getClass().isArray();
    }

    private static boolean isPlain(Number number) {
      return number instanceof Long
          || number instanceof Integer
          || number instanceof Double
          || number instanceof Float
          || number instanceof Short
          || number instanceof Byte
          || (number instanceof BigDecimal big
              && big.precision() <= 64
              && Math.abs(big.scale()) <= 64)
          || (number instanceof BigInteger integer && integer.bitLength() <= 256);
    }
  }
}
