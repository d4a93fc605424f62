// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.message.Part;
import org.junit.jupiter.api.Test;

class StreamedTextTest {
  private final StreamedText streamed = new StreamedText();

  @Test
  void pieces_areJoined() {
    streamed.add("To ");
    streamed.addReasoning("hm");
    streamed.add("Rome");

    assertThat(streamed.text()).isEqualTo("To Rome");
    assertThat(streamed.parts())
        .containsExactly(new Part.Reasoning("hm"), new Part.Text("To Rome"));
    assertThat(streamed.retainedBytes()).isEqualTo(18);
  }

  @Test
  void nothing_isNull() {
    assertThat(streamed.text()).isNull();
    assertThat(streamed.parts()).isEmpty();
  }

  @Test
  void tooMuch_isCutAndCounted() {
    streamed.add("x".repeat(999_999));
    streamed.add("\uD83D\uDE00"); // one character too many for a surrogate pair

    assertThat(streamed.text()).hasSize(999_999);
    assertThat(streamed.dropped()).isEqualTo(2);
  }

  @Test
  void complete_forgetsThePieces() {
    streamed.add("To");
    streamed.complete();
    streamed.add("Rome");

    assertThat(streamed.text()).isNull();
    assertThat(streamed.retainedBytes()).isZero();
  }
}
