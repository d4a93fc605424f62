// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.match.JsonDifferences;
import dev.clew.tape.match.JsonDifferences.Difference;
import dev.clew.tape.match.RequestForm;
import dev.clew.tape.steps.Change.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two calls that have the same place in their runs. */
final class StepComparison {
  private final Step a;
  private final Step b;
  private final List<Change> changes;

  StepComparison(Step a, Step b, List<Change> changes) {
    this.a = a;
    this.b = b;
    this.changes = changes;
  }

  void compare() {
    if (!a.problem().equals(b.problem())) {
      add(Verdict.CHANGED, "error", "", or(a.problem()), or(b.problem()));
    }
    if (isModel()) {
      request();
      answer();
    } else {
      tool();
    }
  }

  private boolean isModel() {
    return a.isModelCall() || b.isModelCall();
  }

  private void tool() {
    List<Difference> arguments = differences();
    if (!arguments.isEmpty()) {
      Difference first = arguments.get(0);
      add(Verdict.CHANGED, "arguments", first.path(), first.recorded(), first.now());
    }
    String before = body(a.entry());
    String now = body(b.entry());
    if (!TapeComparison.plain(before).equals(TapeComparison.plain(now)) && !a.failed()) {
      add(Verdict.CHANGED, "result", "", before, now);
    }
  }

  private static String body(TapeEntry entry) {
    String text = entry.body().text();
    return text == null ? "(binary, %d bytes)".formatted(entry.body().bytes().length) : text;
  }

  private List<Difference> differences() {
    if (a.entry().loose().equals(b.entry().loose())) {
      return List.of();
    }
    return JsonDifferences.between(
        RequestForm.canonicalRequest(a.entry()), RequestForm.canonicalRequest(b.entry()));
  }

  /** What was said before is in every later request; the step that said it is where it counts. */
  private void request() {
    @Nullable Difference wording = null;
    for (Difference each : differences()) {
      String place = each.path();
      if (place.equals("$.model")) {
        add(Verdict.CHANGED, "model", place, each.recorded(), each.now());
      } else if (place.startsWith("$.tools") || place.startsWith("$.functions")) {
        add(Verdict.CHANGED, "tool definitions", place, each.recorded(), each.now());
      } else if (isConversation(place)) {
        wording = wording == null ? each : wording;
      } else {
        add(Verdict.CHANGED, "parameters", place, each.recorded(), each.now());
      }
    }
    if (wording != null) {
      add(Verdict.REWORDED, "request", wording.path(), wording.recorded(), wording.now());
    }
  }

  private static boolean isConversation(String place) {
    return place.startsWith("$.messages")
        || place.startsWith("$.input")
        || place.startsWith("$.instructions")
        || place.startsWith("$.system")
        || place.startsWith("$.contents")
        || place.startsWith("$.prompt")
        || place.equals("$");
  }

  private void answer() {
    String model = a.answer().model();
    String modelNow = b.answer().model();
    boolean asked = a.requestModel().equals(b.requestModel());
    if (asked && !model.isEmpty() && !modelNow.isEmpty() && !model.equals(modelNow)) {
      add(Verdict.CHANGED, "model", "", model, modelNow); // of a fork, whose request is the old one
    }
    List<String> before = names(a);
    List<String> now = names(b);
    if (!before.equals(now)) {
      boolean order = sorted(before).equals(sorted(now));
      add(
          Verdict.CHANGED,
          order ? "order" : "tools",
          "",
          or(String.join(", ", before)),
          or(String.join(", ", now)));
    } else {
      for (int i = 0; i < before.size(); i++) {
        String one = a.answer().tools().get(i).arguments();
        String other = b.answer().tools().get(i).arguments();
        if (!RequestForm.loose(one).equals(RequestForm.loose(other))) {
          add(Verdict.CHANGED, "arguments", "of " + before.get(i), one, other);
        }
      }
    }
    String said = a.answer().text();
    String says = b.answer().text();
    if (!Objects.equals(TapeComparison.plain(said), TapeComparison.plain(says))) {
      add(Verdict.REWORDED, "answer", "", said, says);
    }
  }

  private static List<String> names(Step step) {
    return step.answer().tools().stream().map(ToolUse::name).toList();
  }

  private static List<String> sorted(List<String> names) {
    List<String> sorted = new ArrayList<>(names);
    Collections.sort(sorted);
    return sorted;
  }

  private static String or(String text) {
    return text.isEmpty() ? "(none)" : text;
  }

  private void add(Verdict verdict, String what, String text, String before, String now) {
    changes.add(new Change(verdict, what, a, b, text, before, now));
  }
}
