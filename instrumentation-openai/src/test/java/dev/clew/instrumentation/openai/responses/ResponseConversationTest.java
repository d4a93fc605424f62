// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.responses.ResponseConversationParam;
import com.openai.models.responses.ResponseCreateParams;
import dev.clew.api.data.ResponseData;
import dev.clew.instrumentation.openai.HookedApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Conversations exist since 3.x. */
@Tag("newest")
@SuppressWarnings("MustBeClosedChecker") // passed on
class ResponseConversationTest {
  @Test
  void create_conversationId_groupsTheTrace() {
    assertGroup(builder().conversation("conv_1").build());
  }

  @Test
  void create_conversationObject_groupsTheTrace() {
    assertGroup(
        builder().conversation(ResponseConversationParam.builder().id("conv_1").build()).build());
  }

  private static ResponseCreateParams.Builder builder() {
    return ResponseCreateParams.builder().model("gpt-4.1").input("Hi");
  }

  private static void assertGroup(ResponseCreateParams params) {
    try (HookedApi api = new HookedApi()) {
      api.server.json("{}");
      var service = api.client.withRawResponse().responses();
      ResponseHook hook =
          new ResponseHook(
              api.calls, new ResponseCalls(api.calls, api.tools, new UnfinishedResponses()));

      HookedApi.around(hook, service, params, () -> service.create(params)).close();

      assertThat(api.spans.only().groupId()).isEqualTo("conv_1");
      assertThat(api.spans.only(ResponseData.class).conversationId()).isEqualTo("conv_1");
    }
  }
}
