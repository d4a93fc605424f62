// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.record;

import dev.clew.tape.format.TapeBody;
import dev.clew.tape.secret.SecretFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers without secrets, whose pieces are where they were. */
public final class CleanBody {
  private CleanBody() {}

  /**
   * Returns the same object if there are no secrets, and null if it must not be recorded.
   *
   * @param contentType what kind of text it is; may be empty
   * @param timed whether its pieces matter
   */
  public static @Nullable TapeBody of(
      TapeBody raw,
      String contentType,
      boolean timed,
      SecretFilter filter,
      SecretFilter.Pass pass) {
    String text = raw.text();
    if (text == null) {
      return filter.isSuspicious(raw.bytes()) ? null : raw;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    boolean stream =
        type.contains("event-stream")
            || type.contains("ndjson")
            || text.startsWith("data:")
            || text.startsWith("event:");
    String clean = stream ? pass.stream(text) : pass.text(text);
    if (clean.equals(text)) {
      return raw;
    }
    byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
    return stream && timed
        ? moved(raw, bytes, lineEnds(text), lineEnds(clean))
        : new TapeBody(bytes, new int[0], new int[0]);
  }

  /** Pieces end in the same lines as before: a filtered stream keeps its lines. */
  private static TapeBody moved(TapeBody raw, byte[] bytes, List<Integer> old, List<Integer> now) {
    int[] millis = new int[raw.pieces()];
    int[] ends = new int[raw.pieces()];
    int line = 0;
    for (int i = 0; i < ends.length; i++) {
      while (line < old.size() - 1 && old.get(line) < raw.end(i)) {
        line++;
      }
      millis[i] = raw.millis(i);
      ends[i] = now.get(Math.min(line, now.size() - 1));
    }
    ends[ends.length - 1] = bytes.length;
    return new TapeBody(bytes, millis, ends);
  }

  private static List<Integer> lineEnds(String text) {
    List<Integer> ends = new ArrayList<>();
    int end = 0;
    for (String line : text.split("\n", -1)) {
      end += line.getBytes(StandardCharsets.UTF_8).length + 1;
      ends.add(end);
    }
    ends.set(ends.size() - 1, end - 1); // no line end behind the last
    return ends;
  }
}
