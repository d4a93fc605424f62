// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.errors.BadRequestException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.instrumentation.openai.HookedApi;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers compatible with OpenAI's protocol have error formats of their own. */
@SuppressWarnings("MustBeClosedChecker") // there is no response to close
class ChatRefusalTest {
  private final HookedApi api = new HookedApi();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {"error":{"message":"No.","type":"invalid_request","code":"bad","param":"n"}} | invalid_request | bad | n
          {"error":{"message":"No.","type":"invalid_request","code":null,"param":null}} | invalid_request | -   | -
          {"error":{"message":"No.","type":null,"code":"content_filter","param":"prompt"}}     | -               | content_filter | prompt
          {"error":{"message":"No."}}                                                   | -               | -   | -
          {"error":{"message":"No.","code":400,"metadata":{"provider":"x"}}}            | -               | 400 | -
          {"error":"No."}                                                               | -               | -   | -
          {"detail":"No."}                                                              | -               | -   | -
          ["No."]                                                                       | -               | -   | -
          No.                                                                           | -               | -   | -
          """)
  void refusal_inAnyForm_keepsWhatItSays(
      String body, @Nullable String type, @Nullable String code, @Nullable String param) {
    api.server.reply(400, "application/json", body);
    ChatCompletionCreateParams params = HookedClient.ask("Hi").build();
    var service = api.client.withRawResponse().chat().completions();

    Throwable thrown =
        catchThrowable(
            () ->
                HookedApi.around(
                        new ChatHook(api.calls, api.tools),
                        service,
                        params,
                        () -> service.create(params))
                    .parse());

    assertThat(thrown).isInstanceOf(BadRequestException.class);
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    api.spans
        .only(GenerationData.class)
        .details()
        .forEach(
            (key, value) -> {
              if (key.startsWith("error_")) {
                told.put(key, value);
              }
            });
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("error_type", type);
    expected.put("error_code", code);
    expected.put("error_param", param);
    expected.values().removeIf(value -> value == null);
    assertThat(told).isEqualTo(expected);
  }
}
