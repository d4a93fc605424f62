// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import dev.clew.tape.json.Json;
import dev.clew.tape.json.JsonNumber;
import dev.clew.tape.steps.Change;
import dev.clew.tape.steps.Change.Verdict;
import dev.clew.tape.steps.Step;
import dev.clew.tape.steps.TapeComparison;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison for people and for programs. */
final class ComparisonText {
  private static final int BEFORE = 20;
  private static final int AFTER = 70;

  private final TapeComparison comparison;
  private final Path a;
  private final Path b;

  ComparisonText(TapeComparison comparison, Path a, Path b) {
    this.comparison = comparison;
    this.a = a;
    this.b = b;
  }

  void print(PrintStream out) {
    out.println("A " + a + ": " + Totals.of(comparison.a()));
    out.println("B " + b + ": " + Totals.of(comparison.b()));
    out.printf("%-9s %s%n", "same", count(comparison.same()));
    for (Change change : comparison.changes()) {
      out.printf("%-9s %s%n", word(change.verdict()), line(change));
      if (change.a() != null && change.b() != null && !change.before().equals(change.now())) {
        int head = head(change.before(), change.now());
        out.println("            A: " + excerpt(change.before(), head));
        out.println("            B: " + excerpt(change.now(), head));
      }
    }
    out.println(sentence());
  }

  private static String count(int calls) {
    return calls == 1 ? "1 call" : calls + " calls";
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private String sentence() {
    return switch (comparison.verdict()) {
      case SAME -> "The runs are the same.";
      case REWORDED -> "The runs did the same, in other words.";
      case CHANGED ->
          "The runs differ: "
              + comparison.changes().stream()
                  .filter(change -> change.verdict() == Verdict.CHANGED)
                  .map(Change::what)
                  .distinct()
                  .collect(Collectors.joining(", "))
              + ".";
    };
  }

  private static String line(Change change) {
    Step step = change.either();
    String text = change.text().isEmpty() ? "" : ", " + change.text();
    if (step == null || change.what().equals("handoffs")) {
      return change.what() + text;
    }
    String agent = step.entry().path().isEmpty() ? "" : " in " + step.entry().path();
    return place(change) + " " + step.entry().call() + agent + ": " + change.what() + text;
  }

  private static String place(Change change) {
    Step one = change.a();
    Step other = change.b();
    if (one == null || other == null) {
      return one == null ? "B#" + seq(other) : "A#" + seq(one);
    }
    String same = "#" + seq(one);
    return seq(one) == seq(other) ? same : same + "/#" + seq(other);
  }

  private static long seq(@Nullable Step step) {
    return step == null ? 0 : step.entry().seq();
  }

  private static int head(String one, String other) {
    int head = 0;
    while (head < Math.min(one.length(), other.length())
        && one.charAt(head) == other.charAt(head)) {
      head++;
    }
    return head;
  }

  private static String excerpt(String text, int differs) {
    int from = Math.min(Math.max(0, differs - BEFORE), text.length());
    int end = Math.min(text.length(), differs + AFTER);
    String part = text.substring(from, end).replaceAll("\\p{Cntrl}+", " ");
    return (from > 0 ? "…" : "") + part + (end < text.length() ? "…" : "");
  }

  String json() {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    whole.put("verdict", word(comparison.verdict()));
    whole.put("a", Totals.of(comparison.a()).json(a));
    whole.put("b", Totals.of(comparison.b()).json(b));
    whole.put("same", comparison.same());
    List<Map<String, @Nullable Object>> changes =
        comparison.changes().stream().map(ComparisonText::json).toList();
    whole.put("changes", changes);
    return Json.write(whole);
  }

  private static Map<String, @Nullable Object> json(Change change) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("verdict", word(change.verdict()));
    fields.put("what", change.what());
    Step step = change.either();
    if (step != null) {
      fields.put("path", step.entry().path());
      fields.put("call", step.entry().call());
    }
    if (change.a() != null) {
      fields.put("a", new JsonNumber(Long.toString(seq(change.a()))));
    }
    if (change.b() != null) {
      fields.put("b", new JsonNumber(Long.toString(seq(change.b()))));
    }
    if (!change.text().isEmpty()) {
      fields.put("text", change.text());
    }
    if (!change.before().equals(change.now())) {
      fields.put("before", change.before());
      fields.put("now", change.now());
    }
    return fields;
  }
}
