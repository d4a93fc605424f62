// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.HttpResponseFor;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.HookedApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class EmbeddingHookTest {
  private static final String ANSWER =
      """
      {"object":"list","data":[
        {"object":"embedding","index":0,"embedding":[0.1,0.2,0.3]},
        {"object":"embedding","index":1,"embedding":[0.4,0.5,0.6]}],
       "model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}""";

  private final HookedApi api = new HookedApi();
  private final EmbeddingCreateParams params =
      EmbeddingCreateParams.builder()
          .model("text-embedding-3-small")
          .inputOfArrayOfStrings(List.of("one", "two"))
          .build();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void create_severalTexts_recordsEverything() {
    api.server.json(ANSWER);
    var service = api.client.withRawResponse().embeddings();

    HttpResponseFor<CreateEmbeddingResponse> response =
        HookedApi.around(
            new EndpointHook(api.calls), service, params, () -> service.create(params));
    assertThat(response.parse().data()).hasSize(2);

    assertThat(api.spans.only().type()).isEqualTo(SpanType.EMBEDDING);
    assertThat(api.spans.only().name()).isEqualTo("embeddings text-embedding-3-small");
    assertThat(api.spans.only(EmbeddingData.class))
        .isEqualTo(
            new EmbeddingData(
                "openai",
                "text-embedding-3-small",
                "text-embedding-3-small",
                3,
                2,
                new Usage(8L, null, 8L, null, null, null, null, null, false)));
  }

  @Test
  void createAsync_failingCall_fails() {
    api.server.reply(400, "application/json", "{\"error\":{\"message\":\"Bad.\"}}");
    var service = api.client.async().withRawResponse().embeddings();

    // Depending on the version, the call fails in the future or in parse().
    assertThatThrownBy(
            () ->
                HookedApi.around(
                        new EndpointHook(api.calls), service, params, () -> service.create(params))
                    .join()
                    .parse())
        .isNotNull();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(api.spans.only(EmbeddingData.class).inputs()).isEqualTo(2);
  }
}
