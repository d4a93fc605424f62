// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.log.AgentLog.Category;
import dev.clew.core.log.AgentLog.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentLogTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"OFF, 0", "WARN, 1", "INFO, 2", "DEBUG, 3"})
  void level_includesThoseBeforeIt(Level level, int lines) {
    AgentLog log = log(level);

    log.warn("disk is full");
    log.info("attached");
    log.debug("wove a class");

    assertThat(lines())
        .isEqualTo(
            List.of("[clew] warning: disk is full", "[clew] attached", "[clew] wove a class")
                .subList(0, lines));
  }

  @Test
  void level_canBeChanged() {
    AgentLog log = log(Level.WARN);

    log.level(Level.DEBUG);
    log.debug("wove a class");

    assertThat(lines()).containsExactly("[clew] wove a class");
  }

  @Test
  void cause_isNamedOnce() {
    AgentLog log = log(Level.WARN);

    log.warnOnce("disk", "disk is full");
    log.warnOnce("disk", "disk is still full");
    log.warnOnce("network", "network is down");

    assertThat(lines())
        .containsExactly("[clew] warning: disk is full", "[clew] warning: network is down");
  }

  @Test
  void causes_areBounded() {
    AgentLog log = log(Level.WARN);

    for (int i = 0; i < 5_000; i++) {
      log.warnOnce("cause " + i, "message " + i);
    }

    assertThat(lines()).hasSize(1000).last().isEqualTo("[clew] warning: message 999");
  }

  @Test
  void description_isOneLineWithTypeMessageAndPlace() {
    String line = AgentLog.describe(new IllegalStateException("first line\nsecond line"));

    assertThat(line)
        .startsWith(
            "java.lang.IllegalStateException: first line (at dev.clew.core.log.AgentLogTest")
        .doesNotContain("\n");
  }

  @Test
  void description_ofAnExceptionWithoutMessageAndTrace_isItsType() {
    Exception bare = new IllegalStateException();
    bare.setStackTrace(new StackTraceElement[0]);

    assertThat(AgentLog.describe(bare)).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void description_ofAnExceptionWhoseMessageThrows_saysSo() {
    Exception hostile = new HostileException();

    assertThat(AgentLog.describe(hostile))
        .isEqualTo(HostileException.class.getName() + "(its message is unavailable)");
  }

  private static final class HostileException extends Exception {
    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }
  }

  @Test
  void controlCharacters_areWrittenOut() {
    AgentLog log = log(Level.WARN);

    log.warn("home=\u001b[2J\u0007\nfake line\r\u009b31m\u202egnp.exe\u2066 tab\t é 🌍");

    assertThat(lines())
        .containsExactly(
            "[clew] warning: home=\\u001b[2J\\u0007\\nfake line\\r\\u009b31m\\u202egnp.exe\\u2066"
                + " tab\\t é 🌍");
  }

  @Test
  void line_hasALimit() {
    AgentLog log = log(Level.WARN);

    log.warn("x".repeat(100_000));

    assertThat(lines()).singleElement().asString().hasSizeLessThan(4_100).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource({
    "WARN, OFF, WARN",
    "OFF, OFF, OFF",
    "INFO, INFO, INFO",
    "DEBUG, DEBUG, DEBUG",
  })
  void categoriesOfTheApplication_followTheGeneralLevel_fromInfoOn(
      Level general, Level tool, Level runtime) {
    AgentLog log = log(general);

    assertThat(log.level(Category.TOOL)).isEqualTo(tool);
    assertThat(log.level(Category.RUNTIME)).isEqualTo(runtime);
  }

  @Test
  void category_hasALevelOfItsOwn_untilItIsTakenAway() {
    AgentLog log = log(Level.WARN);
    log.level(Category.MODEL, Level.INFO);

    log.log(Category.MODEL, Level.INFO, "model gpt-4o ok", null);
    log.log(Category.TOOL, Level.WARN, "tool ping failed", "timeout");
    log.level(Category.MODEL, null);
    log.log(Category.MODEL, Level.INFO, "model gpt-4o ok again", null);

    assertThat(lines()).containsExactly("[clew] model gpt-4o ok");
  }

  @Test
  void output_getsLinesInsteadOfStderr_butNotNotices() {
    AgentLog log = log(Level.WARN);
    List<LogLine> elsewhere = new ArrayList<>();
    log.output(elsewhere::add);

    log.warn("disk is full");
    log.warnOnce("x", "extension is broken", new IllegalStateException("why"));
    log.notice("Trace: address");

    assertThat(lines()).containsExactly("[clew] Trace: address");
    assertThat(elsewhere)
        .extracting(LogLine::message)
        .containsExactly("disk is full", "extension is broken");
    assertThat(elsewhere.get(1).error()).startsWith("java.lang.IllegalStateException: why (at ");
    assertThat(log.warnings()).hasSize(2);
  }

  private AgentLog log(Level level) {
    return new AgentLog(new PrintStream(bytes, true, UTF_8), level);
  }

  private List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }
}
