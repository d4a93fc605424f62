// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.compare.TextDiff.Piece;
import dev.clew.viewer.compare.TextDiff.Side;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TextDiffTest {

  @Test
  void words_areCompared() {
    assertThat(TextDiff.of("Good morning, Ada.", "Good evening, Ada."))
        .containsExactly(
            new Piece(Side.BOTH, "Good "),
            new Piece(Side.ONLY_A, "morning"),
            new Piece(Side.ONLY_B, "evening"),
            new Piece(Side.BOTH, ", Ada."));
  }

  @Test
  void pieces_makeUpBothTexts() {
    String a = "one two\nthree  four, five\u00e9";
    String b = "zero one\n\nthree four; six";

    assertThat(side(a, b, Side.ONLY_A)).isEqualTo(a);
    assertThat(side(a, b, Side.ONLY_B)).isEqualTo(b);
  }

  @Test
  void longTexts_areComparedByLine() {
    String a = "a few words in a line\n".repeat(2_000);

    assertThat(TextDiff.of(a, a + "the end\n"))
        .containsExactly(new Piece(Side.BOTH, a), new Piece(Side.ONLY_B, "the end\n"));
  }

  private static String side(String a, String b, Side side) {
    return TextDiff.of(a, b).stream()
        .filter(piece -> piece.side() == Side.BOTH || piece.side() == side)
        .map(Piece::text)
        .collect(Collectors.joining());
  }
}
