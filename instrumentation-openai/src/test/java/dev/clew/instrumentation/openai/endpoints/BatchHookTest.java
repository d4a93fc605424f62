// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchRetrieveParams;
import dev.clew.api.data.CustomData;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.HookedApi;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class BatchHookTest {
  private static final String BATCH =
      """
      {"id":"batch_1","object":"batch","endpoint":"/v1/chat/completions","status":"in_progress",
       "input_file_id":"file-1","completion_window":"24h","created_at":1711471533,
       "request_counts":{"total":100,"completed":95,"failed":5}}""";

  private final HookedApi api = new HookedApi();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void create_batch_saysItsState() {
    api.server.json(BATCH);
    BatchCreateParams params =
        BatchCreateParams.builder()
            .inputFileId("file-1")
            .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
            .completionWindow(BatchCreateParams.CompletionWindow._24H)
            .build();
    var service = api.client.withRawResponse().batches();

    HookedApi.around(
            new EndpointHook(api.calls), "create", service, params, () -> service.create(params))
        .parse();

    assertThat(api.spans.only().type()).isEqualTo(SpanType.CUSTOM);
    assertThat(api.spans.only().name()).isEqualTo("batch create");
    assertThat(api.spans.only(CustomData.class).data())
        .containsEntry("id", "batch_1")
        .containsEntry("status", "in_progress")
        .containsEntry("endpoint", "/v1/chat/completions")
        .containsEntry("request_counts", Map.of("total", 100L, "completed", 95L, "failed", 5L));
  }

  @Test
  void retrieveAsync_unreadAnswer_stillSaysWhichBatch() {
    api.server.json(BATCH);
    BatchRetrieveParams params = BatchRetrieveParams.builder().batchId("batch_1").build();
    var service = api.client.async().withRawResponse().batches();

    HookedApi.around(
            new EndpointHook(api.calls),
            "retrieve",
            service,
            params,
            () -> service.retrieve(params))
        .join()
        .close();

    assertThat(api.spans.only().name()).isEqualTo("batch retrieve");
    assertThat(api.spans.only(CustomData.class).data()).containsEntry("id", "batch_1");
  }
}
