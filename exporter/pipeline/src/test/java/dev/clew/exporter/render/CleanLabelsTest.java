// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanLabelsTest {
  private static final RenderSettings REDACTED =
      new RenderSettings(ContentPolicy.REDACTED, 1_000, 10_000, 1_000, 8, 100);

  private final CleanLabels labels = new CleanLabels();
  private final LimitedContent content =
      new LimitedContent(RenderSettings.defaults(), labels, ForeignCalls.unwatched());

  @Test
  void labelThatNeedsNothing_isKnownFromThenOn() {
    assertThat(content.label("gpt-4.1-mini")).isEqualTo("gpt-4.1-mini");

    assertThat(labels.contains("gpt-4.1-mini")).isTrue();
    assertThat(content.label(new String("gpt-4.1-mini"))).isEqualTo("gpt-4.1-mini");
  }

  @Test
  void labelWithSomethingToRedact_isNeverTakenForClean() {
    String label = "mail to jane@example.com";
    LimitedContent content = new LimitedContent(REDACTED, labels, ForeignCalls.unwatched());

    String first = content.label(label);

    assertThat(first).doesNotContain("jane");
    assertThat(content.label(label)).isEqualTo(first);
    assertThat(content.redactions()).isEqualTo(2);
    assertThat(labels.contains(label)).isFalse();
  }

  @Test
  void longLabel_isNotKept() {
    String label = "a".repeat(65);

    assertThat(content.label(label)).isEqualTo(label);

    assertThat(labels.contains(label)).isFalse();
  }

  @Test
  void labelsOfOnePlace_takeTurns() {
    labels.add("Aa"); // the same hash code as the next
    labels.add("BB");

    assertThat(labels.contains("BB")).isTrue();
    assertThat(labels.contains("Aa")).isFalse();
  }
}
