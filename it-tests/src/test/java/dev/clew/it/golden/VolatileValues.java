// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Replaces values that differ between runs with placeholders.
 *
 * <p>Ids become numbers in order of appearance, so that links to other spans are still compared.
 */
final class VolatileValues {
  private static final Pattern TIME_KEY =
      Pattern.compile("started_at|ended_at|.*_unix_nano|.*_nanos|openai-processing-ms");
  private static final Pattern ID =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|(?<![0-9a-f])(?:[0-9a-f]{32}|[0-9a-f]{16})(?![0-9a-f])"
              // Model servers use counters, and either of two concurrent agents may be first.
              + "|\\b(?:chatcmpl-|call_|resp_|msg_)\\w*\\d\\b");

  /** Patterns with their replacements. */
  private static final Map<Pattern, String> PATTERNS =
      Map.of(
          Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1]):\\d+"), "$1:<port>",
          Pattern.compile("/[^\\s\"]*/it-tests/target/runs/([a-z0-9]+)-[^\\s\"/]*"), "<run>/$1",
          Pattern.compile("\\$\\$Lambda[$/0-9a-fx]+"), "\\$\\$Lambda",
          Pattern.compile("\\$Proxy\\d+"), "\\$Proxy",
          Pattern.compile("@[0-9a-f]{5,8}\\b"), "@<hash>");

  private final Set<String> traceIds;
  private final Set<String> spanIds;
  private final Map<String, String> numbers = new HashMap<>();

  VolatileValues(Set<String> traceIds, Set<String> spanIds) {
    this.traceIds = Set.copyOf(traceIds);
    this.spanIds = Set.copyOf(spanIds);
  }

  /** Returns the values of a record by JSON pointer; all ids are the same. */
  SortedMap<String, String> anonymous(JsonNode node) {
    SortedMap<String, String> found = new TreeMap<>();
    collect("", "", node, this::anonymousText, found);
    return found;
  }

  /** Returns the values of a record by JSON pointer; ids are numbered. */
  SortedMap<String, String> numbered(JsonNode node) {
    SortedMap<String, String> found = new TreeMap<>();
    collect("", "", node, text -> replaced(text, this::number), found);
    return found;
  }

  /** Returns a text in which all ids are the same. */
  String anonymousText(String text) {
    return replaced(text, (kind, id) -> "<" + kind + ">");
  }

  private void collect(
      String pointer,
      String key,
      JsonNode node,
      UnaryOperator<String> ids,
      SortedMap<String, String> found) {
    if (TIME_KEY.matcher(key).matches()) {
      found.put(pointer, "<time>");
    } else if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> each : node.properties()) {
        collect(
            pointer + "/" + ids.apply(each.getKey()), each.getKey(), each.getValue(), ids, found);
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int index = 0;
      for (JsonNode each : key.equals("tools") ? sorted(array) : array) {
        collect("%s/%02d".formatted(pointer, index++), "", each, ids, found);
      }
    } else {
      found.put(pointer, ids.apply(node.toString()));
    }
  }

  /** Libraries find tools by reflection, whose order is undefined. */
  private static List<JsonNode> sorted(ArrayNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    elements.sort(Comparator.comparing(JsonNode::toString));
    return elements;
  }

  private String replaced(String text, BiFunction<String, String, String> ids) {
    String result = text;
    for (Map.Entry<Pattern, String> each : PATTERNS.entrySet()) {
      result = each.getKey().matcher(result).replaceAll(each.getValue());
    }
    return ID.matcher(result).replaceAll(id -> ids.apply(kindOf(id.group()), id.group()));
  }

  private String kindOf(String id) {
    if (traceIds.contains(id)) {
      return "trace";
    }
    return spanIds.contains(id) ? "span" : "id";
  }

  private String number(String kind, String id) {
    return numbers.computeIfAbsent(id, unseen -> "<%s %d>".formatted(kind, numbers.size() + 1));
  }
}
