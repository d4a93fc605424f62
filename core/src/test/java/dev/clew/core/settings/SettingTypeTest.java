// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.core.log.AgentLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypeTest {
  private static final SettingType<Long> COUNT = SettingType.count(2, 5);
  private static final SettingType<Long> BYTES = SettingType.bytes(1024);
  private static final SettingType<Duration> DURATION =
      SettingType.duration(Duration.ofMillis(10), Duration.ofDays(2));

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "TRUE, true",
    "1, true",
    "yes, true",
    "on, true",
    "' true ', true",
    "false, false",
    "False, false",
    "0, false",
    "no, false",
    "off, false"
  })
  void bool_isReadInAllUsualSpellings(String text, boolean expected) {
    assertThat(SettingType.bool().parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "truth", "ja"})
  void bool_refusesAnythingElse(String text) {
    refused(SettingType.bool(), text, "is not a boolean");
  }

  @Test
  void text_isTrimmed() {
    assertThat(SettingType.text().parse(" /tmp/my folder ")).isEqualTo("/tmp/my folder");
  }

  @Test
  void list_dropsBlanksAroundAndBetween() {
    assertThat(SettingType.list("names").parse(" a ,, b,")).containsExactly("a", "b");
    assertThat(SettingType.list("names").parse("")).isEmpty();
  }

  @Test
  void list_keepsOneOfEqualEntries() {
    assertThat(SettingType.list("names").parse("a,b,a")).containsExactly("a", "b");
  }

  @Test
  void listOfChoices_refusesAStranger() {
    SettingType<List<String>> type = SettingType.listOf("file", "console");

    assertThat(type.parse("console, file")).containsExactly("console", "file");
    refused(type, "file,otlp", "contains the unknown value 'otlp'");
  }

  @Test
  void choice_isReadInAnyCase() {
    SettingType<AgentLog.Level> type = SettingType.choice(AgentLog.Level.class);

    assertThat(type.parse("Debug")).isEqualTo(AgentLog.Level.DEBUG);
    refused(type, "verbose", "is not a known value");
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "5, 5"})
  void count_includesItsBounds(String text, long expected) {
    assertThat(COUNT.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, is below 2",
    "6, is above 5",
    "-3, is below 2",
    "two, is not a whole number",
    "2.5, is not a whole number",
    "99999999999999999999, is not a whole number"
  })
  void count_refusesWhatIsOutside(String text, String reason) {
    refused(COUNT, text, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1024",
    "1KB, 1024",
    "512kb, 524288",
    "64MB, 67108864",
    "64 MB, 67108864",
    "1GB, 1073741824"
  })
  void bytes_takeAUnitOf1024(String text, long expected) {
    assertThat(BYTES.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1023, is below 1024",
    "0MB, is below 1024",
    "-1MB, is negative",
    "1TB, is not a whole number",
    "MB, is not a whole number",
    "1.5GB, is not a whole number",
    "9223372036854775807GB, is too large"
  })
  void bytes_refuseWhatIsOutside(String text, String reason) {
    refused(BYTES, text, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "10ms, PT0.01S",
    "500MS, PT0.5S",
    "5s, PT5S",
    "2m, PT2M",
    "6h, PT6H",
    "2d, PT48H",
    "5 s, PT5S"
  })
  void duration_takesAUnit(String text, Duration expected) {
    assertThat(DURATION.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "9ms, is below 10ms",
    "0s, is below 10ms",
    "49h, is above 172800s",
    "-5s, is negative",
    "5, 'has no unit: ms, s, m, h or d'",
    "5 weeks, is not a whole number",
    "s, is not a whole number",
    "1.5s, is not a whole number",
    "9223372036854775807d, is too long"
  })
  void duration_refusesWhatIsOutside(String text, String reason) {
    refused(DURATION, text, reason);
  }

  private static void refused(SettingType<?> type, String text, String reason) {
    assertThatIllegalArgumentException().isThrownBy(() -> type.parse(text)).withMessage(reason);
  }
}
