// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of spans for the full-text index. Text that several spans of a batch have in common, as
 * the calls of one conversation do, is added once.
 */
public final class SpanText {

  private static final int MAX_SPAN = 64 << 10;

  private final StringBuilder text = new StringBuilder();
  private final Set<String> seen = new HashSet<>();
  private int spanStart;

  /** Adds the text of a span. */
  public void add(SpanContent content) {
    spanStart = text.length();
    take(Json.text(content.clew(), "name"));
    JsonNode data = content.data();
    if (content.type().isModelCall()) {
      for (Message message : content.input()) {
        take(message.plain());
      }
      for (Message message : content.output()) {
        take(message.plain());
      }
      take(Json.text(content.more(), "instructions"));
      take(Json.text(data, "model"));
    } else {
      takeAll(data, 0);
      takeAll(content.more(), 0);
    }
    takeAll(Json.child(content.record(), "error"), 0);
  }

  public String text() {
    return text.toString();
  }

  private void takeAll(JsonNode node, int depth) {
    if (node.isTextual()) {
      take(node.textValue());
    } else if (depth < 16) {
      for (JsonNode child : node) {
        takeAll(child, depth + 1);
      }
    }
  }

  private void take(@Nullable String more) {
    int room = MAX_SPAN - (text.length() - spanStart);
    if (more == null || more.isBlank() || room <= 0 || !seen.add(more)) {
      return;
    }
    text.append(more, 0, Math.min(more.length(), room)).append('\n');
  }
}
