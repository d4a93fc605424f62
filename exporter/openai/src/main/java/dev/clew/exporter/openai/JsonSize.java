// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of a tree as compact JSON in UTF-8, without writing it. */
final class JsonSize {
  private JsonSize() {}

  static int of(@Nullable Object tree) {
    if (tree instanceof String text) {
      return ofText(text);
    }
    if (tree instanceof Map<?, ?> map) {
      int size = 2 + Math.max(0, map.size() - 1);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        size += ofText(String.valueOf(entry.getKey())) + 1 + of(entry.getValue());
      }
      return size;
    }
    if (tree instanceof List<?> list) {
      int size = 2 + Math.max(0, list.size() - 1);
      for (Object element : list) {
        size += of(element);
      }
      return size;
    }
    return String.valueOf(tree).length();
  }

  private static int ofText(String text) {
    int size = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        size += ofAscii(c);
      } else if (c < 0x800) {
        size += 2;
      } else if (!Character.isSurrogate(c)) {
        size += 3;
      } else if (isPair(text, i)) {
        size += 4;
        i++;
      } else {
        size += 6; // half of a surrogate pair can only be written as an escape
      }
    }
    return size;
  }

  private static int ofAscii(char c) {
    return switch (c) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default -> c < ' ' ? 6 : 1;
    };
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
