// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The spans in trace files. A class of its own, so that tests of a library that needs another
 * Jackson can do without this one.
 */
public final class TraceFile {
  private TraceFile() {}

  /**
   * Returns the tree of the spans in trace files.
   *
   * @param lines the lines of one or more files, each JSON as described in {@code
   *     docs/trace-format.md}
   */
  public static SpanTree tree(Collection<String> lines) {
    JsonMapper json = new JsonMapper();
    List<SpanTree.Node> nodes = new ArrayList<>();
    for (String line : lines) {
      JsonNode item = parsed(json, line);
      if (item.path("object").asText().equals("trace.span")) {
        nodes.add(node(item));
      }
    }
    return new SpanTree(nodes);
  }

  private static SpanTree.Node node(JsonNode item) {
    String trace = item.required("trace_id").asText();
    JsonNode parent = item.required("parent_id");
    JsonNode clew = item.required("clew");
    return new SpanTree.Node(
        SpanTree.id(trace, item.required("id").asText()),
        parent.isNull() ? null : SpanTree.id(trace, parent.asText()),
        Long.parseLong(clew.required("start_unix_nano").asText()),
        SpanTree.text(
            item.required("span_data").required("type").asText(),
            clew.required("name").asText(),
            clew.required("status").asText(),
            item.path("error").path("data").path("type").asText()));
  }

  private static JsonNode parsed(JsonMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + line, e);
    }
  }
}
