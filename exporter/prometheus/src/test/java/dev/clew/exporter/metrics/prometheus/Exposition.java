// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of both formats, written from their descriptions: it throws at whatever they
 * forbid.
 */
final class Exposition {
  private static final Pattern COMMENT = Pattern.compile("# (TYPE|HELP|UNIT) (\\S+) (.*)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final Map<String, Set<String>> ENDINGS =
      Map.of(
          "counter", Set.of("_total"),
          "gauge", Set.of(""),
          "info", Set.of("_info"),
          "histogram", Set.of("_bucket", "_sum", "_count"));

  final Map<String, String> types = new LinkedHashMap<>();
  final Map<String, String> units = new HashMap<>();
  final Map<String, String> help = new HashMap<>();
  final Map<String, Double> samples = new LinkedHashMap<>();

  private final boolean open;
  private final Set<String> finished = new HashSet<>();
  private String family = "";

  private Exposition(boolean open) {
    this.open = open;
  }

  static Exposition parse(String page, boolean open) {
    Exposition parsed = new Exposition(open);
    require(page.endsWith(open ? "# EOF\n" : "\n"), "wrong end");
    String body = open ? page.substring(0, page.length() - "# EOF\n".length()) : page;
    for (String line : body.split("\n")) {
      parsed.line(line);
    }
    parsed.checkHistograms();
    return parsed;
  }

  /** Returns the value of a series, its labels sorted. */
  double value(String series) {
    Double value = samples.get(series);
    require(value != null, "no series " + series + " among " + samples.keySet());
    return value;
  }

  private void line(String line) {
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      comment(comment.group(1), comment.group(2), comment.group(3));
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    require(sample.matches(), "neither comment nor sample: " + line);
    String name = sample.group(1);
    String type = types.get(family);
    require(type != null, "sample without type: " + line);
    boolean byEnding = open || type.equals("histogram");
    boolean belongs =
        byEnding
            ? ENDINGS.get(type).stream().anyMatch(end -> name.equals(family + end))
            : name.equals(family);
    require(belongs, name + " is no sample of " + family);
    String labels = sample.group(2) == null ? "" : labels(sample.group(2)).toString();
    String value = sample.group(3).replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
    Double earlier = samples.put(name + labels, Double.valueOf(value));
    require(earlier == null, "twice: " + line);
  }

  private void comment(String kind, String name, String text) {
    if (!name.equals(family)) {
      require(finished.add(name), "not in one piece: " + name);
      family = name;
    }
    Map<String, String> known =
        switch (kind) {
          case "TYPE" -> types;
          case "UNIT" -> units;
          default -> help;
        };
    require(known.put(name, text) == null, kind + " twice: " + name);
    if (kind.equals("TYPE")) {
      require(ENDINGS.containsKey(text), "unknown type " + text);
      require(!open || !name.endsWith("_total"), "OpenMetrics' families have no _total: " + name);
    }
    if (kind.equals("UNIT")) {
      require(open && name.endsWith("_" + text), "unit is not the end of " + name);
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    int at = 0;
    Matcher label = LABEL.matcher(text);
    while (at < text.length()) {
      require(label.find(at) && label.start() == at, "no label at " + at + " of " + text);
      String value =
          label
              .group(2)
              .replace("\\\\", "\u0000")
              .replace("\\n", "\n")
              .replace("\\\"", "\"")
              .replace("\u0000", "\\");
      require(labels.put(label.group(1), value) == null, "label twice: " + text);
      at = label.end();
    }
    return labels;
  }

  private void checkHistograms() {
    types.forEach(
        (name, type) -> {
          if (type.equals("histogram")) {
            samples.forEach(
                (series, value) -> {
                  if (series.startsWith(name + "_bucket") && series.contains("le=+Inf")) {
                    String labels =
                        series
                            .substring((name + "_bucket").length())
                            .replaceAll("(, )?le=\\+Inf", "")
                            .replace("{, ", "{");
                    String count = name + "_count" + (labels.equals("{}") ? "" : labels);
                    require(value.equals(samples.get(count)), "count of " + count);
                  }
                });
          }
        });
  }

  private static void require(boolean condition, String violated) {
    if (!condition) {
      throw new AssertionError(violated);
    }
  }
}
