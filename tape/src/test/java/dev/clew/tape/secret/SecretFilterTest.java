// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.tape.TestTape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretFilterTest {
  private static final String KEY = "sk-proj-" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0";
  private final SecretFilter filter = TestTape.filter();

  @Test
  void text_secret_becomesAMarkThatStays() {
    String clean = filter.pass().text("use " + KEY + " now");

    assertThat(clean).matches("use «secret [0-9a-f]{10}» now");
    assertThat(filter.pass().text(clean)).isEqualTo(clean);
  }

  @Test
  void text_withAMarkBesideANewSecret_replacesTheSecretAlone() {
    String mark = filter.pass().text(KEY);

    assertThat(filter.pass().text("password: " + mark + " and me@example.com"))
        .startsWith("password: " + mark + " and «secret ");
  }

  @Test
  void text_equalSecrets_haveEqualMarks() {
    assertThat(filter.pass().text(KEY)).isEqualTo(filter.pass().text(KEY));
    assertThat(filter.pass().text(KEY)).isNotEqualTo(filter.pass().text(KEY + "x"));
  }

  @Test
  void json_secret_isReplacedWithItsPlace() {
    SecretFilter.Pass pass = filter.pass();

    String clean =
        pass.text("{\"messages\":[{\"content\":\"my key is " + KEY + "\"}],\"n\": 1.50}");

    assertThat(clean)
        .startsWith("{\"messages\":[{\"content\":\"my key is «secret ")
        .endsWith("\"n\":1.50}");
    assertThat(pass.places()).containsExactly("$.messages[0].content");
  }

  @Test
  void json_withoutSecrets_isTheSameObject() {
    String text = "{ \"a\" : 1.50 }";

    assertThat(filter.pass().text(text)).isSameAs(text);
  }

  @Test
  void json_secretByTheNameOfItsField_isReplaced() {
    assertThat(filter.pass().text("{\"password\":\"hunter2!Xy\"}")).doesNotContain("hunter2");
  }

  @Test
  void json_secretWithinJsonInAString_isReplaced() {
    String clean = filter.pass().text("{\"arguments\":\"{\\\"password\\\":\\\"hunter2!Xy\\\"}\"}");

    assertThat(clean).doesNotContain("hunter2").contains("«secret");
  }

  @Test
  void stream_secretAcrossEvents_isReplaced() {
    String stream =
        "data: {\"choices\":[{\"delta\":{\"content\":\"key "
            + KEY.substring(0, 9)
            + "\"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\""
            + KEY.substring(9, 20)
            + "\"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\""
            + KEY.substring(20)
            + " end\"}}]}\n\n"
            + "data: [DONE]\n\n";

    String clean = filter.pass().stream(stream);

    assertThat(clean)
        .matches(
            """
            (?s)data: \\{"choices":\\[\\{"delta":\\{"content":"key «secret [0-9a-f]{10}»"}}]}

            data: .*"content":""}}]}

            .*"content":" end"}}]}

            data: \\[DONE]

            """);
  }

  @Test
  void stream_parallelToolCalls_areReadApart() {
    String stream =
        "data: {\"tool_calls\":[{\"index\":0,\"arguments\":\"sk-proj-a1B2c3D4e5\"}]}\n"
            + "data: {\"tool_calls\":[{\"index\":1,\"arguments\":\"other\"}]}\n"
            + "data: {\"tool_calls\":[{\"index\":0,\"arguments\":\""
            + KEY.substring(18)
            + "\"}]}\n";

    assertThat(filter.pass().stream(stream))
        .doesNotContain("sk-proj", KEY.substring(18))
        .contains("other");
  }

  @Test
  void stream_thousandSecretsCutAnywhere_noneIsLeft() {
    Random random = new Random(42);
    for (int i = 0; i < 1_000; i++) {
      String secret = "sk-proj-" + letters(random, 20) + "7" + letters(random, 20);
      int cut = 1 + random.nextInt(secret.length() - 1);
      String stream =
          event("take " + secret.substring(0, cut)) + event(secret.substring(cut) + " please");

      String clean = filter.pass().stream(stream);

      String joined =
          clean.replaceAll("\"}}]}\n\ndata: \\{\"choices\":\\[\\{\"delta\":\\{\"content\":\"", "");
      assertThat(joined).as(secret + " cut at " + cut).doesNotContain(secret.substring(8));
    }
  }

  private static String event(String content) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
  }

  private static String letters(Random random, int length) {
    String alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void bytes_withAKey_areSuspicious() {
    assertThat(
            filter.isSuspicious(
                ("\u00ff " + KEY).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .isTrue();
    assertThat(filter.isSuspicious(new byte[] {1, 2, 3, -1})).isFalse();
  }

  @Test
  void places_ofManySecrets_areBounded() {
    SecretFilter.Pass pass = filter.pass();
    pass.tree(List.of(java.util.Collections.nCopies(100, "me@example.com")));

    assertThat(pass.places()).hasSize(20);
  }
}
