// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.match.JsonDifferences.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not on the tape.
 *
 * @param nearest the recording that is most like it, or null if there is none of its kind
 * @param differences how it differs from that one
 * @param message several lines for people
 */
public record Divergence(
    @Nullable TapeEntry nearest, List<Difference> differences, String message) {
  private static final int MAX_COMPARED = 2_000;
  private static final int MAX_COMPARED_LATER = 20;
  private static final int MAX_SHOWN = 3;
  private static final int BEFORE = 30;
  private static final int AFTER = 60;
  private static final int COST_OF_DIFFERENCE = 20;
  private static final int COST_OF_OTHER_PATH = 2_000;
  private static final int COST_OF_PLAYED = 300;

  /**
   * Compares the request with what is on the tape.
   *
   * @param libraries the versions of the libraries in this run, by name
   * @param first whether none was missed before; later ones are usually its consequences, and there
   *     may be thousands, so they are compared with few
   */
  public static Divergence of(
      RequestForm form,
      String path,
      TapeIndex index,
      Map<String, String> libraries,
      boolean first) {
    List<TapeEntry> alike = index.alike(form, first ? MAX_COMPARED : MAX_COMPARED_LATER);
    Object now = CanonicalJson.of(form.kind(), form.body()).tree();
    TapeEntry nearest = null;
    List<Difference> least = List.of();
    long leastCost = Long.MAX_VALUE;
    for (TapeEntry entry : alike) {
      Object recorded = CanonicalJson.of(entry.kind(), entry.request()).tree();
      List<Difference> differences = JsonDifferences.between(recorded, now);
      long cost = differences.stream().mapToLong(d -> d.size() + COST_OF_DIFFERENCE).sum();
      cost += entry.path().equals(path) ? 0 : COST_OF_OTHER_PATH;
      cost += index.isPlayed(entry) ? COST_OF_PLAYED : 0;
      if (cost < leastCost) {
        leastCost = cost;
        nearest = entry;
        least = differences;
      }
    }
    String message = message(form, path, index, libraries, nearest, least);
    return new Divergence(nearest, least, message);
  }

  private static String message(
      RequestForm form,
      String path,
      TapeIndex index,
      Map<String, String> libraries,
      @Nullable TapeEntry nearest,
      List<Difference> differences) {
    List<String> lines = new ArrayList<>();
    lines.add("clew: not on the tape: " + form.call() + in(path));
    if (nearest == null) {
      lines.add("  the tape has no call of this kind");
    } else if (differences.isEmpty()) {
      long times = index.entries().stream().filter(e -> e.key().equals(form.key())).count();
      lines.add(
          "  the tape has this request %s, this is one more"
              .formatted(times == 1 ? "once" : times + " times"));
    } else {
      lines.add(
          "  nearest recording: #%d%s, %s"
              .formatted(nearest.seq(), in(nearest.path()), count(differences.size())));
      differences.stream().limit(MAX_SHOWN).forEach(each -> show(each, lines));
      if (differences.size() > MAX_SHOWN) {
        lines.add("    and " + (differences.size() - MAX_SHOWN) + " more");
      }
    }
    TapeEntry next = index.next();
    if (next == null) {
      lines.add("  all calls on the tape have been played");
    } else {
      lines.add(
          "  next on the tape: #%d%s, %s".formatted(next.seq(), in(next.path()), next.call()));
    }
    if (!index.lacks().isEmpty()) {
      lines.add("  " + index.lacks());
    }
    index
        .libraries()
        .forEach(
            (name, recorded) -> {
              String now = libraries.getOrDefault(name, recorded);
              if (!now.equals(recorded)) {
                lines.add("  recorded with %s %s, and this is %s".formatted(name, recorded, now));
              }
            });
    lines.add(
        "  record the run again if the change is meant; clew.replay.miss=live makes the call for"
            + " real");
    return String.join("\n", lines);
  }

  private static void show(Difference difference, List<String> lines) {
    int start = Math.max(0, difference.head() - BEFORE);
    lines.add("    " + difference.path());
    lines.add("      recorded: " + excerpt(difference.recorded(), start, difference.head()));
    lines.add("      now:      " + excerpt(difference.now(), start, difference.head()));
  }

  private static String excerpt(String text, int start, int differs) {
    int from = Math.min(start, text.length());
    int end = Math.min(text.length(), differs + AFTER);
    return (from > 0 ? "…" : "") + text.substring(from, end) + (end < text.length() ? "…" : "");
  }

  private static String in(String path) {
    return path.isEmpty() ? "" : " in " + path;
  }

  private static String count(int differences) {
    return differences == 1 ? "1 difference" : differences + " differences";
  }
}
