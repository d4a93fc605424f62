// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import dev.clew.kit.value.JsonTree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tree of an object is what Jackson's own conversion makes of it. */
class OpenAiJsonTest {
  @Test
  void request_isTheTreeOfItsBody() {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o")
            .temperature(0.2)
            .maxCompletionTokens(300)
            .addSystemMessage("Be brief.")
            .addUserMessage("Grüße \"an\" alle\n\uD83D\uDE00")
            .stopOfStrings(List.of("one", "two"))
            .putAdditionalBodyProperty("deep", JsonValue.from(Map.of("a", List.of(1, 2.5, true))))
            .build();

    assertThat(OpenAiJson.readBody(params).values())
        .isEqualTo(converted(params._body()))
        .containsKeys("model", "messages", "deep");
  }

  @Test
  void answers_areTheTreesOfTheirJson() throws Exception {
    String chat =
        """
        {"id":"c","object":"chat.completion","created":1741569952,"model":"gpt-4o","unknown":
         {"a":[1,2.5,null,true,12345678901234567890,1e400]},"choices":[{"index":0,"message":
         {"role":"assistant","content":"hi","tool_calls":[{"id":"t","type":"function","function":
         {"name":"f","arguments":"{}"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,
         "completion_tokens":5,"total_tokens":17}}""";
    String response =
        """
        {"id":"r","object":"response","created_at":1741476542.5,"status":"completed","output":
         [{"type":"message","id":"m","role":"assistant","content":[{"type":"output_text","text":
         "hi","annotations":[]}]},{"type":"of tomorrow","x":{}}],"usage":null}""";

    for (Object answer :
        List.of(
            ObjectMappers.jsonMapper().readValue(chat, ChatCompletion.class),
            ObjectMappers.jsonMapper().readValue(response, Response.class))) {
      assertThat(OpenAiJson.read(answer).values()).isEqualTo(converted(answer)).isNotEmpty();
    }
  }

  @Test
  void valuesOfEveryKind_areTheSameObjects() {
    Map<String, Object> tree = OpenAiJson.read(odd()).values();

    assertThat(tree).usingRecursiveComparison().isEqualTo(converted(odd()));
    assertThat(tree.keySet())
        .containsExactlyElementsOf(JsonTree.of(converted(odd())).values().keySet());
  }

  @Test
  void objectThatCannotBeWritten_fails() {
    Map<String, Object> endless = new LinkedHashMap<>();
    endless.put("self", new Object());

    assertThatThrownBy(() -> OpenAiJson.read(endless)).isInstanceOf(RuntimeException.class);
  }

  private static Map<String, Object> odd() {
    Map<String, Object> odd = new LinkedHashMap<>();
    odd.put("text", "text");
    odd.put("characters", new char[] {'a', 'b'});
    odd.put("short", (short) 3);
    odd.put("int", 3);
    odd.put("long", 1L << 60);
    odd.put("big", BigInteger.TEN.pow(30));
    odd.put("float", 1.5f);
    odd.put("double", 0.1);
    odd.put("decimal", new BigDecimal("1.10"));
    odd.put("true", true);
    odd.put("null", null);
    odd.put("bytes", new byte[] {1, 2, 3});
    odd.put("list", new ArrayList<>(Arrays.asList(1, null, List.of(), Map.of())));
    odd.put("optional", Optional.of("present"));
    odd.put("node", ObjectMappers.jsonMapper().convertValue(Map.of("a", 1), JsonNode.class));
    return odd;
  }

  private static Object converted(Object libraryObject) {
    return ObjectMappers.jsonMapper().convertValue(libraryObject, Object.class);
  }
}
