// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.clew.viewer.content.SpanContent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two texts, word by word. */
public final class TextDiff {

  /** Longer texts are compared line by line, and beyond ten times as much not at all. */
  private static final int MOST_WORDS = 4_000;

  private static final Pattern WORD = Pattern.compile("\\s+|\\w+|[^\\w\\s]");
  private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");

  /** Which of the two texts has a piece. */
  public enum Side {
    BOTH,
    ONLY_A,
    ONLY_B
  }

  /** A piece of text. */
  public record Piece(Side side, String text) {}

  private TextDiff() {}

  /** What went into two spans. */
  public static List<Piece> inputs(SpanContent a, SpanContent b) {
    return of(SpanTexts.input(a), SpanTexts.input(b));
  }

  /** What came out of two spans. */
  public static List<Piece> outputs(SpanContent a, SpanContent b) {
    return of(SpanTexts.output(a), SpanTexts.output(b));
  }

  public static List<Piece> of(String a, String b) {
    List<String> one = split(WORD, a);
    List<String> other = split(WORD, b);
    if (Math.max(one.size(), other.size()) > MOST_WORDS) {
      one = split(LINE, a);
      other = split(LINE, b);
    }
    if (Math.max(one.size(), other.size()) > MOST_WORDS) {
      return a.equals(b)
          ? List.of(new Piece(Side.BOTH, a))
          : List.of(new Piece(Side.ONLY_A, a), new Piece(Side.ONLY_B, b));
    }
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(one, other).getDeltas()) {
      add(pieces, Side.BOTH, one.subList(at, delta.getSource().getPosition()));
      add(pieces, Side.ONLY_A, delta.getSource().getLines());
      add(pieces, Side.ONLY_B, delta.getTarget().getLines());
      at = delta.getSource().getPosition() + delta.getSource().size();
    }
    add(pieces, Side.BOTH, one.subList(at, one.size()));
    return pieces;
  }

  private static List<String> split(Pattern pattern, String text) {
    List<String> pieces = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }

  private static void add(List<Piece> pieces, Side side, List<String> words) {
    if (!words.isEmpty()) {
      pieces.add(new Piece(side, String.join("", words)));
    }
  }
}
