// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes trees of maps, lists and values as JSON; strings at the top stay as they are. */
final class JsonText {
  private JsonText() {}

  /** Returns arguments as a model wrote them: already text, or an object. */
  static @Nullable String of(@Nullable Object tree) {
    if (tree == null || tree instanceof String) {
      return (String) tree;
    }
    StringBuilder json = new StringBuilder();
    append(json, tree);
    return json.toString();
  }

  private static void append(StringBuilder json, @Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      json.append('{');
      for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
          entries.hasNext(); ) {
        Map.Entry<?, ?> entry = entries.next();
        quote(json, String.valueOf(entry.getKey()));
        json.append(':');
        append(json, entry.getValue());
        json.append(entries.hasNext() ? "," : "");
      }
      json.append('}');
    } else if (tree instanceof List<?> list) {
      json.append('[');
      for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
        append(json, elements.next());
        json.append(elements.hasNext() ? "," : "");
      }
      json.append(']');
    } else if (tree instanceof String text) {
      quote(json, text);
    } else {
      json.append(tree);
    }
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '"' || next == '\\') {
        json.append('\\').append(next);
      } else if (next < ' ') {
        json.append(String.format("\\u%04x", (int) next));
      } else {
        json.append(next);
      }
    }
    json.append('"');
  }
}
