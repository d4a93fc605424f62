// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.secret;

import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.tape.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets in a stream of events, of which each brings a few letters: texts at the same
 * place of successive events are read as one. A mark goes where its secret began; the events that
 * brought the rest of the secret lose it.
 */
final class StreamFilter {
  private static final String DATA = "data:";
  private static final List<String> DISCRIMINATORS = List.of("type", "index", "item_id", "id");

  private final Replacement replacement;
  private final SecretFilter.Pass pass;
  private final Map<String, List<Leaf>> texts = new LinkedHashMap<>();

  StreamFilter(Replacement replacement, SecretFilter.Pass pass) {
    this.replacement = replacement;
    this.pass = pass;
  }

  /** A string of an event that can be replaced. */
  private interface Leaf {
    String text();

    void replace(String text);
  }

  /** One line of the stream. */
  private static final class Line {
    final String start;
    final String whole;
    @Nullable Object tree;
    boolean changed;

    Line(String whole) {
      this.whole = whole;
      int from = 0;
      if (whole.startsWith(DATA)) {
        from = whole.startsWith(" ", DATA.length()) ? DATA.length() + 1 : DATA.length();
      }
      this.start = whole.substring(0, from);
      this.tree = Json.readContainer(whole.substring(from));
    }
  }

  String apply(String text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      Line read = new Line(line);
      lines.add(read);
      if (read.tree != null) {
        collect(read, read.tree, read.tree instanceof Map<?, ?> event ? key(event) : "");
      }
    }
    texts.values().forEach(this::joined);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? "" : "\n").append(clean(lines.get(i)));
    }
    return out.toString();
  }

  private String clean(Line line) {
    if (line.tree == null) {
      return pass.plain(line.whole);
    }
    int before = pass.places().size();
    Object clean = pass.tree(line.tree);
    boolean found = pass.places().size() > before;
    return found || line.changed ? line.start + Json.write(clean) : line.whole;
  }

  private static String key(Map<?, ?> fields) {
    StringBuilder key = new StringBuilder();
    for (String name : DISCRIMINATORS) {
      if (fields.get(name) != null) {
        key.append(name).append('=').append(Json.write(fields.get(name))).append(' ');
      }
    }
    return key.toString();
  }

  @SuppressWarnings("unchecked") // trees have maps and lists that can be changed
  private void collect(Line line, Object container, String path) {
    if (container instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) map;
      fields.forEach(
          (name, value) -> collect(line, value, path + "." + name, text -> fields.put(name, text)));
    } else if (container instanceof List<?> list) {
      List<@Nullable Object> elements = (List<@Nullable Object>) list;
      for (int i = 0; i < elements.size(); i++) {
        int at = i;
        Object value = elements.get(i);
        // Parallel calls come with their own number, each alone in its list.
        Object index = value instanceof Map<?, ?> fields ? fields.get("index") : null;
        String step = index == null ? "[" + i + "]" : "[index " + Json.write(index) + "]";
        collect(line, value, path + step, text -> elements.set(at, text));
      }
    }
  }

  private void collect(Line line, @Nullable Object value, String path, Consumer<String> replacing) {
    if (value instanceof String text) {
      texts
          .computeIfAbsent(path, any -> new ArrayList<>())
          .add(
              new Leaf() {
                @Override
                public String text() {
                  return text;
                }

                @Override
                public void replace(String now) {
                  replacing.accept(now);
                  line.changed = true;
                }
              });
    } else if (value != null) {
      collect(line, value, path);
    }
  }

  /** Replaces what is found in the texts of a place read as one. */
  private void joined(List<Leaf> leaves) {
    String first = leaves.get(0).text();
    if (leaves.size() < 2 || leaves.stream().allMatch(leaf -> leaf.text().equals(first))) {
      return; // found event by event
    }
    StringBuilder whole = new StringBuilder();
    leaves.forEach(leaf -> whole.append(leaf.text()));
    List<Hit> hits = replacement.find(whole.toString());
    if (hits.isEmpty()) {
      return;
    }
    pass.found();
    int start = 0;
    for (Leaf leaf : leaves) {
      int end = start + leaf.text().length();
      String clean = part(whole, start, end, hits);
      if (!clean.equals(leaf.text())) {
        leaf.replace(clean);
      }
      start = end;
    }
  }

  private String part(StringBuilder whole, int start, int end, List<Hit> hits) {
    StringBuilder out = new StringBuilder();
    int from = start;
    for (Hit hit : hits) {
      if (hit.end() <= start || hit.start() >= end) {
        continue;
      }
      if (hit.start() >= start) {
        out.append(whole, from, hit.start());
        out.append(replacement.mark(whole.substring(hit.start(), hit.end())));
      }
      from = Math.min(end, hit.end());
    }
    return out.append(whole, from, end).toString();
  }
}
