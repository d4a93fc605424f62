// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FingerprintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rate limit reached: Limit 30000, Used 29987. Please try again in 2.3s."
            + "|Rate limit reached: Limit #, Used #. Please try again in #.",
        "no booking KX4T9Q|no booking …",
        "request 3f2504e0-4f89-41d3-9a0c-0305e82c3301 timed out after 30 s"
            + "|request … timed out after # s",
        "model gpt-4.1-mini is overloaded|model gpt-4.1-mini is overloaded",
        "card expired|card expired",
      })
  void message_losesWhatDiffersFromCallToCall(String message, String normalised) {
    assertThat(Fingerprint.normalised(message)).isEqualTo(normalised);
  }

  @Test
  void longMessage_isCut() {
    assertThat(Fingerprint.normalised("word ".repeat(100))).hasSize(160).endsWith("…");
  }
}
