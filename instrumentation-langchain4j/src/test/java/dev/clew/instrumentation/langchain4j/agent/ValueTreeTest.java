// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValueTreeTest {
  private final Image image = Image.builder().base64Data("AAAA").mimeType("image/png").build();
  private final Map<String, Object> shown =
      Map.of(
          "type",
          "image",
          "mime_type",
          "image/png",
          "bytes",
          3L,
          "sha256",
          "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c");

  static class Trip {
    final String to = "Rome";
    final Leg first = new Leg();
    final Thread elsewhere = Thread.currentThread();
    final Object nothing = new HashMap<>();
    static final String SHARED = "shared";
  }

  static class Leg extends Numbered {
    final List<Integer> seats = List.of(7);
  }

  static class Numbered {
    final int number = 1;
  }

  record Fare(String to) {}

  @Test
  void media_isShownWithoutItsBytes_whereverItStands() {
    assertThat(ValueTree.of(image)).isEqualTo(shown);
    assertThat(ValueTree.of(List.of(ImageContent.from(image)))).isEqualTo(List.of(shown));
    assertThat(ValueTree.of(Optional.of(Map.of("picture", image))))
        .isEqualTo(Map.of("picture", shown));
    assertThat(ValueTree.of(UserMessage.from(TextContent.from("look"), ImageContent.from(image))))
        .isEqualTo(Map.of("role", "user", "content", List.of("look", shown)));
  }

  @Test
  void answer_isShownByItsFields_ofItsOwnPackageOnly() {
    Trip trip = new Trip();

    assertThat(ValueTree.ofAnswer(List.of(trip)))
        .isEqualTo(
            List.of(
                Map.of(
                    "to",
                    "Rome",
                    "first",
                    Map.of("number", 1, "seats", List.of(7)),
                    "elsewhere",
                    trip.elsewhere.toString(),
                    "nothing",
                    Map.of())));
  }

  @Test
  void objectOfAnotherPackage_isNotOpened() {
    Object foreign = new java.util.concurrent.locks.ReentrantLock().newCondition();

    assertThat(ValueTree.ofAnswer(foreign)).isEqualTo(foreign.toString());
  }

  @Test
  void input_isWhatItSaysOfItself() {
    Trip trip = new Trip();

    assertThat(ValueTree.of(trip)).isEqualTo(trip.toString());
    assertThat(ValueTree.ofAnswer(new Fare("Rome"))).isEqualTo("Fare[to=Rome]");
  }

  static class Chain {
    Chain next = this;
  }

  @Test
  void cycle_ends() {
    assertThat(ValueTree.ofAnswer(new Chain()).toString()).contains("{next={next={next={next=");
  }
}
