// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver.travel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ChatRequest.Message;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class TravelScriptTest {
  private static final Message FLIGHT =
      message("user", "Customer: Fly me from Vienna to Lisbon on 2027-03-12.\nAnswer briefly.");

  @Test
  void triage_readsTheCustomersWordsOnly() {
    Message instructed = message("user", "Customer: Fly me home.\nAnswer FLIGHTS or REFUNDS");

    assertThat(answer(List.of(), message("system", "triage"), instructed)).isEqualTo("FLIGHTS");
    assertThat(answer(List.of(), message("system", "triage"), message("user", "Customer: Cancel!")))
        .isEqualTo("REFUNDS");
  }

  @Test
  void flights_asksForTheFaresOfTheWishedDay() {
    Reply reply = reply(List.of("findFares"), FLIGHT);

    assertThat(((Reply.Answer) reply).toolCalls())
        .containsExactly(
            ToolCall.of(
                "findFares", "{\"from\":\"Vienna\",\"to\":\"Lisbon\",\"date\":\"2027-03-12\"}"));
  }

  @Test
  void flights_asksForTheSeatMapsOfTheFirstTwoAtOnce() {
    String fares = "[{\"flight\":\"A1\"},{\"flight\":\"B2\"},{\"flight\":\"C3\"}]";

    Reply reply =
        reply(
            List.of("findFares"),
            FLIGHT,
            new Message("assistant", "", List.of(new ToolCall("1", "findFares", "{}")), null),
            new Message("tool", fares, List.of(), "1"));

    assertThat(((Reply.Answer) reply).toolCalls())
        .containsExactly(
            ToolCall.of("seatMap", "{\"flight\":\"A1\"}"),
            ToolCall.of("seatMap", "{\"flight\":\"B2\"}"));
  }

  @Test
  void flights_withoutDate_asksBack() {
    assertThat(answer(List.of("findFares"), message("user", "Customer: Fly me to the moon.")))
        .contains("which date");
  }

  @Test
  void prompt_ofAnotherApplication_isAnError() {
    assertThat(reply(List.of(), message("user", "Hi"))).isInstanceOf(Reply.Failure.class);
  }

  private static String answer(List<String> tools, Message... messages) {
    return ((Reply.Answer) reply(tools, messages)).text();
  }

  private static Reply reply(List<String> tools, Message... messages) {
    return TravelScript.instant()
        .reply(
            new ChatRequest(
                "m", List.of(messages), tools, false, false, MissingNode.getInstance()));
  }

  private static Message message(String role, String content) {
    return new Message(role, content, List.of(), null);
  }
}
