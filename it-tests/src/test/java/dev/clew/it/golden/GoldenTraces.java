// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A store's traces as lines that are the same in every run: one line per value, sorted, without
 * values that differ between runs.
 *
 * <p>A line is {@code <trace> / <span> / <span> | <JSON pointer> = <value>}. Traces and siblings
 * are sorted by their text, because the start order of concurrent ones is random; the integration
 * tests themselves check the order where it is defined.
 */
final class GoldenTraces {
  /** The other lines depend on how long the work took. */
  private static final Set<String> LASTING = Set.of("trace", "trace.span");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final VolatileValues values;
  private final Map<String, JsonNode> traces = new LinkedHashMap<>();
  private final Map<String, JsonNode> spans = new LinkedHashMap<>();
  private final Map<String, List<JsonNode>> children = new HashMap<>();
  private final Map<String, String> sortKeys = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private GoldenTraces(List<JsonNode> records) {
    for (JsonNode each : records) {
      // A trace's line is written again if a span ends after it; the last one counts.
      (isTrace(each) ? traces : spans).put(each.path("id").asText(), each);
    }
    Set<String> traceIds = new HashSet<>(traces.keySet());
    spans.values().forEach(span -> traceIds.add(span.path("trace_id").asText()));
    values = new VolatileValues(traceIds, spans.keySet());
    for (JsonNode span : spans.values()) {
      String parent = span.path("parent_id").asText();
      String above = spans.containsKey(parent) ? parent : span.path("trace_id").asText();
      children.computeIfAbsent(above, id -> new ArrayList<>()).add(span);
    }
  }

  /** Returns the lines for a store; empty if there are no traces. */
  static List<String> read(Path home) throws IOException {
    Path folder = home.resolve("traces");
    List<JsonNode> records = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          for (String line : Files.readAllLines(file)) {
            JsonNode record = MAPPER.readTree(line);
            if (LASTING.contains(record.path("object").asText())) {
              records.add(record);
            }
          }
        }
      }
    }
    return of(records);
  }

  /** Returns the lines for records of the trace format. */
  static List<String> of(List<JsonNode> records) {
    GoldenTraces golden = new GoldenTraces(records);
    Map<String, JsonNode> roots = new LinkedHashMap<>();
    golden.spans.values().forEach(span -> roots.put(span.path("trace_id").asText(), span));
    golden.traces.forEach(roots::put);
    List<JsonNode> sorted =
        roots.entrySet().stream()
            .map(each -> golden.traceOf(each.getKey()))
            .sorted(Comparator.comparing(golden::sortKey))
            .toList();
    golden.write("", sorted);
    return List.copyOf(golden.lines);
  }

  private JsonNode traceOf(String id) {
    JsonNode known = traces.get(id);
    return known != null
        ? known
        : MAPPER.createObjectNode().put("object", "trace").put("id", id).put("written", false);
  }

  private void write(String path, List<JsonNode> siblings) {
    Map<String, Integer> named = new HashMap<>();
    for (JsonNode each : siblings) {
      String name = isTrace(each) ? "trace " + nameOf(each) : nameOf(each);
      int number = named.merge(name, 1, Integer::sum);
      String here = path + (path.isEmpty() ? "" : " / ") + name + (number == 1 ? "" : "#" + number);
      values.numbered(each).forEach((at, value) -> lines.add(here + " | " + at + " = " + value));
      List<JsonNode> below = new ArrayList<>(childrenOf(each));
      below.sort(Comparator.comparing(this::sortKey));
      write(here, below);
    }
  }

  /** Returns the content of a span and its descendants, without ids. */
  private String sortKey(JsonNode node) {
    String id = node.path("id").asText();
    String known = sortKeys.get(id);
    if (known != null) {
      return known;
    }
    StringBuilder key = new StringBuilder(nameOf(node));
    values.anonymous(node).forEach((at, value) -> key.append('\n').append(at).append(value));
    childrenOf(node).stream().map(this::sortKey).sorted().forEach(below -> key.append(below));
    sortKeys.put(id, key.toString());
    return key.toString();
  }

  private List<JsonNode> childrenOf(JsonNode node) {
    return children.getOrDefault(node.path("id").asText(), List.of());
  }

  private static boolean isTrace(JsonNode node) {
    return node.path("object").asText().equals("trace");
  }

  private String nameOf(JsonNode node) {
    return values.anonymousText(node.at("/clew/name").asText());
  }
}
