// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import dev.clew.tape.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where two canonical trees differ. */
public final class JsonDifferences {
  private static final int MAX = 1_000;
  private static final String ABSENT = "(nothing)";
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** One place, as a JSON path, with the JSON text on both sides. */
  public record Difference(String path, String recorded, String now) {
    /** Returns how many characters differ once the common head and tail are cut. */
    int size() {
      int head = head();
      int most = Math.min(recorded.length(), now.length()) - head;
      int tail = 0;
      while (tail < most
          && recorded.charAt(recorded.length() - 1 - tail) == now.charAt(now.length() - 1 - tail)) {
        tail++;
      }
      return Math.max(recorded.length(), now.length()) - head - tail;
    }

    /** Returns how many characters at the start are equal. */
    int head() {
      int head = 0;
      int most = Math.min(recorded.length(), now.length());
      while (head < most && recorded.charAt(head) == now.charAt(head)) {
        head++;
      }
      return head;
    }
  }

  private final List<Difference> found = new ArrayList<>();

  private JsonDifferences() {}

  /** Returns the differences between canonical trees, in the order of their paths. */
  public static List<Difference> between(@Nullable Object recorded, @Nullable Object now) {
    JsonDifferences differences = new JsonDifferences();
    differences.compare("$", "", recorded, now);
    return differences.found;
  }

  private void compare(String path, String name, @Nullable Object recorded, @Nullable Object now) {
    if (found.size() == MAX || Objects.equals(recorded, now)) {
      return;
    }
    if (recorded instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
      TreeSet<String> names = new TreeSet<>();
      before.keySet().forEach(key -> names.add((String) key));
      after.keySet().forEach(key -> names.add((String) key));
      for (String each : names) {
        String below =
            path + (PLAIN_NAME.matcher(each).matches() ? "." + each : "['" + each + "']");
        if (before.containsKey(each) && after.containsKey(each)) {
          compare(below, each, before.get(each), after.get(each));
        } else {
          add(below, text(before, each), text(after, each));
        }
      }
    } else if (recorded instanceof List<?> before && now instanceof List<?> after) {
      if (CanonicalJson.SETS.contains(name)) {
        compareSets(path, before, after);
      } else {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
          String below = path + "[" + i + "]";
          if (i < before.size() && i < after.size()) {
            compare(below, "", before.get(i), after.get(i));
          } else {
            add(below, text(before, i), text(after, i));
          }
        }
      }
    } else {
      add(path, Json.write(recorded), Json.write(now));
    }
  }

  /** Compares elements by their names, since a set has no order. */
  private void compareSets(String path, List<?> recorded, List<?> now) {
    List<Object> before = new ArrayList<>(recorded);
    List<Object> after = new ArrayList<>(now);
    for (Object each : recorded) {
      if (after.remove(each)) {
        before.remove(each);
      }
    }
    for (Object old : before) {
      String name = nameOf(old);
      Object same =
          name == null
              ? null
              : after.stream().filter(each -> name.equals(nameOf(each))).findFirst().orElse(null);
      if (same != null) {
        after.remove(same);
        compare(path + "['" + name + "']", "", old, same);
      } else {
        add(path + (name == null ? "" : "['" + name + "']"), Json.write(old), ABSENT);
      }
    }
    for (Object added : after) {
      String name = nameOf(added);
      add(path + (name == null ? "" : "['" + name + "']"), ABSENT, Json.write(added));
    }
  }

  private static @Nullable String nameOf(@Nullable Object element) {
    if (element instanceof Map<?, ?> fields) {
      Object inner = fields.get("function") instanceof Map<?, ?> function ? function : fields;
      return ((Map<?, ?>) inner).get("name") instanceof String name ? name : null;
    }
    return element instanceof String text ? text : null;
  }

  private void add(String path, String recorded, String now) {
    if (found.size() < MAX) {
      found.add(new Difference(path, recorded, now));
    }
  }

  private static String text(Map<?, ?> fields, String name) {
    return fields.containsKey(name) ? Json.write(fields.get(name)) : ABSENT;
  }

  private static String text(List<?> elements, int i) {
    return i < elements.size() ? Json.write(elements.get(i)) : ABSENT;
  }
}
