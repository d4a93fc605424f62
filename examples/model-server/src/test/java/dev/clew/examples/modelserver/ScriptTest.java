// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final String CONVERSATION =
      """
      {"model":"m","messages":[
        {"role":"system","content":"You sell fares."},
        {"role":"user","content":[{"type":"text","text":"To "},{"type":"text","text":"Lisbon"}]},
        {"role":"assistant","tool_calls":[
          {"id":"a","type":"function","function":{"name":"fare","arguments":"{}"}},
          {"id":"b","type":"function","function":{"name":"weather","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"b","content":"sunny"},
        {"role":"tool","tool_call_id":"a","content":"120 EUR"}],
       "tools":[{"type":"function","function":{"name":"fare"}}]}""";

  @Test
  void sequence_givesEachReplyOnceInOrder() throws Exception {
    Reply one = Reply.text("one");
    Reply two = Reply.text("two");
    SequenceScript script = SequenceScript.of(one).enqueue(two);

    assertThat(script.reply(conversation())).isSameAs(one);
    assertThat(script.remaining()).isEqualTo(1);
    assertThat(script.reply(conversation())).isSameAs(two);
  }

  @Test
  void sequence_empty_saysWhichRequestHadNoReply() throws Exception {
    SequenceScript script = SequenceScript.of(Reply.text("only"));
    Reply only = script.reply(conversation());

    Reply none = script.reply(conversation());

    assertThat(none).isNotEqualTo(only).isInstanceOf(Reply.Failure.class);
    assertThat(none.toString()).contains("script exhausted: request 2");
  }

  @Test
  void rules_firstMatchWins() throws Exception {
    Reply expected = Reply.text("fares");
    RuleScript script =
        RuleScript.builder()
            .when(request -> request.offers("refund"), Reply.text("refunds"))
            .when(request -> request.system().contains("fares"), expected)
            .when(request -> true, Reply.text("anything"))
            .build();

    assertThat(script.reply(conversation())).isSameAs(expected);
  }

  @Test
  void rules_noMatch_isAnErrorThatNamesTheTools() throws Exception {
    RuleScript script = RuleScript.builder().when(request -> false, Reply.text("no")).build();

    assertThat(script.reply(conversation()).toString()).contains("no rule matches", "[fare]");
  }

  @Test
  void request_isReadFromTheWireFormat() throws Exception {
    ChatRequest request = conversation();

    assertThat(request.last("user")).isEqualTo("To Lisbon");
    assertThat(request.last("developer")).isEmpty();
    assertThat(request.resultsOf("fare")).isEqualTo(List.of("120 EUR"));
    assertThat(request.resultsOf("weather")).isEqualTo(List.of("sunny"));
    assertThat(request.stream()).isFalse();
    assertThat(request.includeUsage()).isFalse();
  }

  private static ChatRequest conversation() throws IOException {
    return ChatRequest.of(new ObjectMapper().readTree(CONVERSATION));
  }
}
