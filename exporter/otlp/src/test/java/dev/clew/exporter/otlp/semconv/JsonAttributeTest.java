// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.exporter.json.JsonTreeWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text is the one that Jackson writes as characters. */
class JsonAttributeTest {
  @Test
  void surrogatePairsAtAnyPlaceOfALongText_stayWhole() throws IOException {
    for (int before = 0; before < 4; before++) {
      List<String> tree = List.of("a".repeat(before) + "\uD83D\uDE00 ü\u2028\n".repeat(5_000));

      assertThat(JsonAttribute.ofTree(tree)).isEqualTo(ofCharacters(tree));
    }
  }

  @Test
  void everyOtherCharacter_isWrittenTheSameWay() throws IOException {
    StringBuilder characters = new StringBuilder();
    for (char c = 0; c < Character.MIN_SURROGATE; c++) {
      characters.append(c);
    }
    Map<String, String> tree = Map.of(characters.toString(), characters.toString());

    assertThat(JsonAttribute.ofTree(tree)).isEqualTo(ofCharacters(tree));
  }

  private static String ofCharacters(Object tree) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new JsonTreeWriter(json).value(tree);
    }
    return text.toString();
  }
}
