// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.ContentRedactor;
import dev.clew.exporter.redact.JsonPosition;
import dev.clew.exporter.redact.Redaction;
import dev.clew.exporter.redact.scan.Kind;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traverses one tree.
 *
 * <p>Trees come from applications: they may be cyclic, lazy, endless, modified meanwhile, or throw
 * from any method. Entries are counted over the whole tree, since limiting the depth alone does not
 * limit a cycle with several branches.
 */
final class TreeWalk {
  /** Represents an entry that a rule drops. */
  private static final Object DROPPED = new Object();

  private final RenderSettings settings;
  private final LimitedContent rule;
  private final Redaction redaction;
  private final ForeignCalls calls;
  private final JsonPosition position = new JsonPosition();
  private int remainingEntries;

  TreeWalk(RenderSettings settings, LimitedContent rule, Redaction redaction, ForeignCalls calls) {
    this.calls = calls;
    this.settings = settings;
    this.rule = rule;
    this.redaction = redaction;
    this.remainingEntries = settings.maxEntries();
  }

  /** Returns the tree whose root is {@code value}. */
  @Nullable Object value(@Nullable Object value) {
    Object kept = value(value, 0);
    return kept == DROPPED ? null : kept;
  }

  /** Returns the tree whose root is {@code map}, which is too important to be cut off. */
  Map<String, @Nullable Object> root(Map<String, @Nullable Object> map) {
    return map(map, 0);
  }

  private @Nullable Object value(@Nullable Object value, int depth) {
    try {
      if (value == null) {
        return null;
      }
      Kind reason = redaction.reason(position, redaction.general());
      if (reason != null) {
        return instead(scalarText(value), reason);
      }
      if (value instanceof Boolean) {
        return value;
      }
      if (value instanceof String || value instanceof Character) {
        return text(value.toString());
      }
      if (value instanceof Number number && isPlain(number)) {
        return number(number);
      }
      return calls.mayCall(value) ? asked(value, depth) : "(not read: did not return before)";
    } catch (Exception | LinkageError | StackOverflowError e) {
      rule.countCut();
      return "(not readable: " + e.getClass().getName() + ")";
    }
  }

  /** Converts an object that may be the application's to text or a tree. */
  private Object asked(Object value, int depth) {
    Object before = calls.enter(value);
    try {
      if (value instanceof Map<?, ?> || value instanceof Collection<?> || isArray(value)) {
        return depth >= settings.maxDepth() ? tooDeep() : container(value, depth);
      }
      return text(value instanceof Enum<?> constant ? constant.name() : String.valueOf(value));
    } finally {
      calls.leave(before);
    }
  }

  private Object text(String text) {
    Kind reason = redaction.reason(position.name(), text);
    return reason != null ? instead(text, reason) : rule.value(position.name(), text);
  }

  /** Only integers of a certain length can be the number of a card, a phone or an account. */
  private Object number(Number number) {
    boolean whole = number instanceof Long || number instanceof BigInteger;
    if (!whole && !(number instanceof Integer)) {
      return number;
    }
    String digits = number.toString();
    Kind reason = redaction.reason(position.name(), digits);
    if (reason != null) {
      return instead(digits, reason);
    }
    String seen = rule.asked(digits, ContentRedactor.Kind.VALUE, position.name());
    boolean changed = !seen.equals(digits);
    String kept = whole || changed ? redaction.text(seen, seen.length()) : seen;
    return kept.equals(digits) ? number : kept;
  }

  private Object instead(String value, Kind reason) {
    String instead = redaction.instead(value, reason);
    return instead == null ? DROPPED : instead;
  }

  private static String scalarText(Object value) {
    boolean scalar = value instanceof CharSequence || value instanceof Number;
    return scalar ? value.toString() : "";
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
      String name = String.valueOf(entry.getKey());
      position.enter(name);
      Object value = value(entry.getValue(), depth + 1);
      position.leave();
      if (value != DROPPED) {
        kept.put(rule.key(name), value);
      }
    }
    return kept;
  }

  private List<@Nullable Object> list(Collection<?> values, int depth) {
    List<@Nullable Object> kept = new ArrayList<>();
    int index = 0;
    for (Object element : values) {
      if (remainingEntries-- <= 0) {
        kept.add(leftOut(values.size() - kept.size()));
        break;
      }
      position.enter(index++);
      Object value = value(element, depth + 1);
      position.leave();
      if (value != DROPPED) {
        kept.add(value);
      }
    }
    return kept;
  }

  private String leftOut(int entries) {
    rule.countCut();
    return "… [" + entries + " more entries]";
  }

  private String tooDeep() {
    rule.countCut();
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
