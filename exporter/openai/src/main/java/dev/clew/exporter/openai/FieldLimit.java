// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shrinks a tree to a maximum number of bytes of JSON, by the rules of OpenAI's own SDKs.
 *
 * <p>Texts are cut and marked as cut. Lists and maps shrink their largest member repeatedly, and
 * drop it when it cannot shrink further. So a conversation loses most of its longest message and
 * keeps the others. The arithmetic is the SDKs' too, so that the results can be compared.
 */
final class FieldLimit {
  static final String CUT = "... [truncated]";

  private static final int CUT_SIZE = CUT.length() + 2;

  private FieldLimit() {}

  /** Returns {@code tree} itself if it fits, or a smaller copy. */
  static @Nullable Object fit(@Nullable Object tree, int maxBytes) {
    int size = JsonSize.of(tree);
    if (size <= maxBytes) {
      return tree;
    }
    return shrunk(tree, size, maxBytes);
  }

  private static @Nullable Object shrunk(@Nullable Object tree, int size, int maxBytes) {
    if (tree instanceof String text) {
      return text(text, size, maxBytes);
    }
    if (tree instanceof List<?> list) {
      return list(list, maxBytes);
    }
    if (tree instanceof Map<?, ?> map) {
      return map(map, maxBytes);
    }
    return tree; // a number: its owner notices that it did not shrink, and drops it
  }

  private static String text(String text, int size, int maxBytes) {
    if (CUT_SIZE >= maxBytes) {
      return CUT_SIZE == maxBytes ? CUT : "";
    }
    int kept = (int) ((long) text.length() * (maxBytes - CUT_SIZE) / size);
    String cut = cut(text, kept);
    int cutSize = JsonSize.of(cut);
    while (cutSize > maxBytes && kept > 0) {
      double tooMuch = (double) (cutSize - maxBytes) / cutSize;
      kept = Math.max(0, kept - (int) (kept * tooMuch) - 1);
      cut = cut(text, kept);
      cutSize = JsonSize.of(cut);
    }
    return cut;
  }

  private static String cut(String text, int kept) {
    boolean halvesPair = kept > 0 && Character.isHighSurrogate(text.charAt(kept - 1));
    return text.substring(0, halvesPair ? kept - 1 : kept) + CUT;
  }

  private static List<@Nullable Object> list(List<?> list, int maxBytes) {
    List<Member> members = new ArrayList<>(list.size());
    list.forEach(element -> members.add(new Member("", 0, element)));
    shrink(members, maxBytes);
    List<@Nullable Object> kept = new ArrayList<>(members.size());
    members.forEach(member -> kept.add(member.value));
    return kept;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map, int maxBytes) {
    List<Member> members = new ArrayList<>(map.size());
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          members.add(new Member(name, JsonSize.of(name) + 1, value));
        });
    shrink(members, maxBytes);
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    members.forEach(member -> kept.put(member.key, member.value));
    return kept;
  }

  private static void shrink(List<Member> members, int maxBytes) {
    int size = size(members);
    while (size > maxBytes && !members.isEmpty()) {
      Member largest = Collections.max(members, Comparator.comparingInt(member -> member.size));
      int room = maxBytes - (size - largest.size);
      if (room <= 0 || !largest.shrink(room)) {
        members.remove(largest);
      }
      size = size(members);
    }
  }

  private static int size(List<Member> members) {
    int size = 2 + Math.max(0, members.size() - 1);
    for (Member member : members) {
      size += member.keySize + member.size;
    }
    return size;
  }

  /** An element of a list or an entry of a map. */
  private static final class Member {
    private final String key;
    private final int keySize;
    private @Nullable Object value;
    private int size;

    Member(String key, int keySize, @Nullable Object value) {
      this.key = key;
      this.keySize = keySize;
      this.value = value;
      this.size = JsonSize.of(value);
    }

    /** Returns whether it became smaller. */
    boolean shrink(int maxBytes) {
      Object smaller = shrunk(value, size, maxBytes);
      int smallerSize = JsonSize.of(smaller);
      if (smallerSize >= size) {
        return false;
      }
      value = smaller;
      size = smallerSize;
      return true;
    }
  }
}
