// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {
  private static final Duration DELAY = Duration.ofSeconds(5);

  @Test
  void settings_outOfRange_nameTheViolatedCondition() {
    rejects("maxQueueSpans < 1: 0", 0, 1, 1, DELAY, 70);
    rejects("maxQueueBytes < 0: -1", 10, -1, 1, DELAY, 70);
    rejects("batchSize < 1: 0", 10, 1, 0, DELAY, 70);
    rejects("batchSize > maxQueueSpans: 11", 10, 1, 11, DELAY, 70);
    rejects("delay <= 0: PT0S", 10, 1, 1, Duration.ZERO, 70);
    rejects("delay > 1 hour: PT2H", 10, 1, 1, Duration.ofHours(2), 70);
    rejects("earlyTriggerPercent not in 1..100: 101", 10, 1, 1, DELAY, 101);
  }

  private static void rejects(
      String message, int records, long bytes, int batch, Duration delay, int percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchSettings(records, bytes, batch, delay, percent))
        .withMessage(message);
  }
}
