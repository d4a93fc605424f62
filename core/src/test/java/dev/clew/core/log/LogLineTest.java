// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.log.AgentLog.Category;
import dev.clew.core.log.AgentLog.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

  @Test
  void text_hasTimeLevelCategoryAndThread() {
    LogLine line =
        new LogLine(NOON, Level.INFO, Category.TOOL, "clew-export", "tool ping ok", null);

    assertThat(line.text())
        .isEqualTo("2026-11-21T12:00:00.123Z info  tool    [clew-export] tool ping ok");
  }

  @Test
  void text_isOneLine() {
    LogLine line =
        new LogLine(NOON, Level.WARN, Category.RUNTIME, "ma\nin", "home=\u001b[2J", "a\nb");

    assertThat(line.text())
        .isEqualTo("2026-11-21T12:00:00.123Z warn  runtime [ma\\nin] home=\\u001b[2J: a\\nb");
  }

  @Test
  void json_isAnObjectOnOneLine() {
    LogLine line =
        new LogLine(
            NOON,
            Level.WARN,
            Category.MODEL,
            "main",
            "say \"hi\" \\ \n \u2028 \ud83c é",
            "timeout");

    assertThat(line.json())
        .isEqualTo(
            "{\"time\":\"2026-11-21T12:00:00.123Z\",\"level\":\"warn\",\"category\":\"model\","
                + "\"thread\":\"main\",\"message\":\"say \\\"hi\\\" \\\\ \\u000a \\u2028 \\ud83c é\","
                + "\"error\":\"timeout\"}");
  }

  @Test
  void json_hasNoErrorWithoutOne() {
    LogLine line = new LogLine(NOON, Level.INFO, Category.RUNTIME, "main", "attached", null);

    assertThat(line.json()).endsWith("\"message\":\"attached\"}");
  }
}
