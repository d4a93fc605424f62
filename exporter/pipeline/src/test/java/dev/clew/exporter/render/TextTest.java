// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void text_ofTheGivenLength_isTheSameObject() {
    String text = "x".repeat(100);

    assertThat(Text.cut(text, 100)).isSameAs(text);
  }

  @Test
  void cut_withinASurrogatePair_dropsThePair() {
    String text = "😀".repeat(100);

    for (int max = 64; max < 80; max++) {
      String cut = Text.cut(text, max);

      assertThat(cut.length()).isBetween(max - 1, max);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(cut)).isTrue();
      assertThat(cut).endsWith("😀… [truncated, 200 characters in all]");
    }
  }

  @Test
  void loneSurrogates_areReplaced() {
    assertThat(Text.cut("a\uD83D", 10)).isEqualTo("a\uFFFD");
    assertThat(Text.cut("\uDE00a\uD83D\uD83D\uDE00\uDE00", 10)).isEqualTo("\uFFFDa\uFFFD😀\uFFFD");
  }
}
