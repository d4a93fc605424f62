// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void tree_isJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("a", Arrays.asList(1, 2.5, true, null));
    tree.put("b", Map.of("c", "say \"hi\"\n\\"));

    assertThat(JsonWriter.write(tree))
        .isEqualTo("{\"a\":[1,2.5,true,null],\"b\":{\"c\":\"say \\\"hi\\\"\\u000a\\\\\"}}");
  }

  @Test
  void numberThatJsonDoesNotKnow_isText() {
    assertThat(JsonWriter.write(List.of(Double.NaN))).isEqualTo("[\"NaN\"]");
  }

  @Test
  void listThatContainsItself_ends() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThat(JsonWriter.write(list)).contains("null");
  }

  @Test
  void textOrJson_textStaysAsItIs() {
    assertThat(JsonWriter.textOrJson("{}")).isEqualTo("{}");
    assertThat(JsonWriter.textOrJson(Map.of())).isEqualTo("{}");
    assertThat(JsonWriter.textOrJson(null)).isNull();
  }
}
