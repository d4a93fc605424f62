// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import dev.clew.tape.format.ErrorLink;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.json.Json;
import dev.clew.tape.match.JsonDifferences;
import dev.clew.tape.match.JsonDifferences.Difference;
import dev.clew.tape.record.CallRecording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what a tool came to with what it came to when it was recorded. */
final class ToolComparison {
  private static final int MAX = 90;

  private ToolComparison() {}

  /** Returns a line that says what differs, or null. */
  static @Nullable String of(TapeEntry recorded, CallRecording now) {
    List<ErrorLink> errors = recorded.error();
    Throwable thrown = now.thrown();
    String error =
        errors.isEmpty() ? null : errors.get(0).className() + ": " + errors.get(0).message();
    String errorNow =
        thrown == null ? null : thrown.getClass().getName() + ": " + thrown.getMessage();
    if (error != null || errorNow != null) {
      return Objects.equals(error, errorNow)
          ? null
          : line(recorded, new Difference("error", quoted(error), quoted(errorNow)));
    }
    String text = new String(recorded.body().bytes(), StandardCharsets.UTF_8);
    String textNow = now.text();
    if (text.equals(textNow)) {
      return null;
    }
    Object tree = Json.readContainer(text);
    Object treeNow = Json.readContainer(textNow);
    if (tree == null || treeNow == null) {
      return line(recorded, new Difference("$", quoted(text), quoted(textNow)));
    }
    List<Difference> differences = JsonDifferences.between(tree, treeNow);
    return differences.isEmpty() ? null : line(recorded, differences.get(0));
  }

  private static String line(TapeEntry recorded, Difference difference) {
    return "clew: the result of tool %s (#%d) differs at %s: recorded %s, now %s"
        .formatted(
            recorded.method(),
            recorded.seq(),
            difference.path(),
            cut(difference.recorded()),
            cut(difference.now()));
  }

  private static String quoted(@Nullable String text) {
    return Json.write(text);
  }

  private static String cut(String text) {
    return text.length() <= MAX ? text : text.substring(0, MAX) + "…";
  }
}
