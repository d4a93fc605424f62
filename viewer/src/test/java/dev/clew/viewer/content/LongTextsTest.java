// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LongTextsTest {

  private static final int MEBI = 1 << 20;

  private static LongTexts.Shortened shorten(String json) {
    return LongTexts.shorten(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void ordinaryRecord_staysAsItIs() {
    byte[] json = ("{\"a\":\"" + "x".repeat(MEBI) + "\"}").getBytes(StandardCharsets.UTF_8);

    assertThat(LongTexts.shorten(json).json()).isSameAs(json);
  }

  @Test
  void longText_isCut_andSaysSo() {
    LongTexts.Shortened shortened =
        shorten("{\"a\":\"" + "x".repeat(3 * MEBI) + "\",\"b\":[1,\"short\"]}");

    JsonNode record = Json.read(shortened.json());
    assertThat(shortened.json().length).isLessThan(MEBI / 4);
    assertThat(shortened.characters()).isEqualTo(3 * MEBI - 128 * 1024);
    assertThat(record.get("a").textValue())
        .startsWith("xxx")
        .endsWith("x[… truncated: 3,014,656 more characters in the raw record]");
    assertThat(record.get("b")).hasToString("[1,\"short\"]");
  }

  @Test
  void cut_goesThroughNoCharacterAndNoEscape() {
    for (String unit :
        new String[] {"é", "日本", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "a😀"}) {
      for (int before : new int[] {0, 1, 5}) {
        String json = "{\"a\":\"" + "x".repeat(before) + unit.repeat(MEBI) + "\",\"b\":2}";

        JsonNode record = Json.read(shorten(json).json());

        assertThat(record.get("b").intValue()).isEqualTo(2);
        assertThat(record.get("a").textValue()).doesNotContain("\ufffd").contains("truncated");
      }
    }
  }

  @Test
  void manyTexts_areCutTogether() {
    StringBuilder json = new StringBuilder("[0");
    for (int i = 0; i < 20_000; i++) {
      json.append(",\"").append("y".repeat(1000)).append('"');
    }

    LongTexts.Shortened shortened = shorten(json.append(']').toString());

    assertThat(Json.read(shortened.json())).hasSize(20_001);
    assertThat(shortened.json().length).isLessThan(10 * MEBI);
  }

  @Test
  void recordThatIsLongOtherwise_isRefused() {
    assertThatThrownBy(() -> shorten("[0" + ",1".repeat(9 * MEBI) + "]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a record with more than 16 MiB beside its texts");
  }
}
