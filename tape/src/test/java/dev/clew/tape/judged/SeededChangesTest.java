// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.judged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRequest;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.TestTape;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes a program at a random step, and runs it against the tape of the unchanged one.
 *
 * <p>{@code -Dclew.tape.judged=FILE} takes a real tape in place of the one made here.
 */
class SeededChangesTest {
  private static final int CHANGES = 200;
  private static final int REPLAYS = 100;
  private static final Pattern NEAREST =
      Pattern.compile("nearest recording: #(\\d+).*\\n {4}(\\S.*)\\n");

  @TempDir Path folder;

  private Path tape() throws IOException {
    String real = System.getProperty("clew.tape.judged", "");
    return real.isEmpty() ? Desk.record(folder.resolve("desk.tape")) : Path.of(real);
  }

  @Test
  void changes_areNoticedWithStepAndPath() throws IOException {
    Path file = tape();
    List<TapeEntry> entries = TapeReader.read(file).entries();
    Map<String, int[]> counts = new TreeMap<>();
    int noticed = 0;
    int steps = 0;
    int paths = 0;
    List<String> wrong = new ArrayList<>();
    for (int seed = 0; seed < CHANGES; seed++) {
      Random random = new Random(seed);
      String kind = SeededChange.KINDS.get(seed % SeededChange.KINDS.size());
      TapeEntry entry = null;
      SeededChange change = null;
      while (change == null || entry == null) {
        entry = entries.get(random.nextInt(entries.size()));
        change = SeededChange.of(kind, entry, random);
      }
      String message = run(file, entries, entry, change.request());
      Matcher nearest = NEAREST.matcher(message);
      boolean said = nearest.find();
      boolean stepRight = said && Long.parseLong(nearest.group(1)) == entry.seq();
      boolean pathRight = said && nearest.group(2).startsWith(change.path());
      noticed += message.isEmpty() ? 0 : 1;
      steps += stepRight ? 1 : 0;
      paths += pathRight ? 1 : 0;
      int[] count = counts.computeIfAbsent(kind, any -> new int[3]);
      count[0]++;
      count[1] += stepRight ? 1 : 0;
      count[2] += pathRight ? 1 : 0;
      if (!stepRight || !pathRight) {
        wrong.add(
            "seed %d, %s at #%d %s:%n%s"
                .formatted(seed, kind, entry.seq(), change.path(), message));
      }
    }
    String figures =
        "%d changes: %d noticed, %d step right, %d path right"
            .formatted(CHANGES, noticed, steps, paths);
    if (Boolean.getBoolean("clew.tape.long")) {
      System.out.println(figures);
      counts.forEach(
          (kind, c) ->
              System.out.println("  %s: %d, step %d, path %d".formatted(kind, c[0], c[1], c[2])));
      wrong.forEach(System.out::println);
    }
    assertThat(noticed).as(figures).isEqualTo(CHANGES);
    assertThat(Math.min(steps, paths)).as(figures).isGreaterThanOrEqualTo(CHANGES * 95 / 100);
  }

  @Test
  void unchangedRuns_areNotAlarming() throws IOException {
    Path file = tape();
    List<TapeEntry> entries = TapeReader.read(file).entries();
    for (int seed = 0; seed < REPLAYS; seed++) {
      Random random = new Random(seed);
      List<TapeEntry> order = interleaved(entries, random);
      TestTape replay = TestTape.replay(file);
      for (TapeEntry entry : order) {
        TapeAnswer answer = play(replay, entry, SeededChange.unchanged(entry, random));
        assertThat(answer.bytes()).as("seed %d", seed).isEqualTo(entry.body().bytes());
      }
      replay.close();
      assertThat(replay.lines)
          .contains(
              "clew: replay: %1$d of %1$d calls played, 0 after normalising, 0 live"
                  .formatted(entries.size()));
    }
  }

  /** Returns the steps in an order in which agents that run side by side may take them. */
  private static List<TapeEntry> interleaved(List<TapeEntry> entries, Random random) {
    Map<String, List<TapeEntry>> agents = new TreeMap<>();
    entries.forEach(e -> agents.computeIfAbsent(e.path(), any -> new ArrayList<>()).add(e));
    List<TapeEntry> order = new ArrayList<>();
    List<List<TapeEntry>> left = new ArrayList<>(agents.values());
    while (!left.isEmpty()) {
      List<TapeEntry> agent = left.get(random.nextInt(left.size()));
      order.add(agent.remove(0));
      left.removeIf(List::isEmpty);
    }
    return order;
  }

  /** Returns what was said, or an empty text if the change was not noticed. */
  private static String run(
      Path file, List<TapeEntry> entries, TapeEntry changed, @Nullable Object request)
      throws IOException {
    TestTape replay = TestTape.replay(file);
    for (TapeEntry entry : entries) {
      boolean here = entry.seq() == changed.seq();
      TapeAnswer answer = play(replay, entry, here ? request : entry.request());
      boolean failed = answer.failure() instanceof AssertionError;
      if (here) {
        return failed ? String.valueOf(answer.failure().getMessage()) : "";
      }
      assertThat(failed).isFalse();
    }
    return "";
  }

  private static TapeAnswer play(TestTape replay, TapeEntry entry, @Nullable Object request) {
    replay.agents = entry.path();
    byte[] body =
        (request instanceof String text ? text : Json.write(request))
            .getBytes(StandardCharsets.UTF_8);
    return replay.played(
        new TapeRequest(
            entry.kind(),
            SeededChangesTest.class,
            entry.method(),
            entry.kind() == Kind.HTTP ? "http://localhost" + entry.url() : "",
            request == null ? null : () -> body,
            false,
            false));
  }
}
