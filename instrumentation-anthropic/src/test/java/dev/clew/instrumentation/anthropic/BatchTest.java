// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.batches.BatchCreateParams;
import com.anthropic.models.messages.batches.BatchRetrieveParams;
import dev.clew.api.data.CustomData;
import dev.clew.testkit.WeavingExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final String BATCH =
      """
      {"id":"msgbatch_1","type":"message_batch","processing_status":"in_progress",
       "request_counts":{"processing":1,"succeeded":0,"errored":0,"canceled":0,"expired":0},
       "ended_at":null,"created_at":"2026-01-01T00:00:00Z","expires_at":"2026-01-02T00:00:00Z",
       "archived_at":null,"cancel_initiated_at":null,"results_url":null}
      """;

  private final FakeAnthropic server = new FakeAnthropic();
  private final AnthropicClient client = server.client(0);

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void create_isCustom_withTheNumberOfRequestsButNotTheirContent() {
    server.json(BATCH);

    client
        .messages()
        .batches()
        .create(
            BatchCreateParams.builder()
                .addRequest(
                    BatchCreateParams.Request.builder()
                        .customId("mine")
                        .params(
                            BatchCreateParams.Request.Params.builder()
                                .model("claude-x")
                                .maxTokens(64)
                                .addUserMessage("Where to?")
                                .build())
                        .build())
                .build());

    CustomData data = weaving.spans().only(CustomData.class);
    assertThat(data.name()).isEqualTo("batch create");
    assertThat(data.data())
        .containsEntry("id", "msgbatch_1")
        .containsEntry("requests", 1)
        .containsEntry("processing_status", "in_progress");
    assertThat(data.toString()).doesNotContain("Where to?");
  }

  @Test
  void retrieveAsync_isCustom() {
    server.json(BATCH);

    client
        .async()
        .messages()
        .batches()
        .retrieve(BatchRetrieveParams.builder().messageBatchId("msgbatch_1").build())
        .join();

    assertThat(weaving.spans().only(CustomData.class).name()).isEqualTo("batch retrieve");
    assertThat(weaving.spans().only(CustomData.class).data()).containsEntry("id", "msgbatch_1");
  }
}
