// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRequest;
import dev.clew.tape.RequestChange.Changed;
import dev.clew.tape.format.TapeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestChangeTest {
  private static final RequestChange BOTH = new RequestChange("m2", "Be kind.");

  private static @Nullable String changed(String path, String body) throws Exception {
    Changed changed = BOTH.of(request(path, body));
    return changed == null ? null : changed.body();
  }

  private static TapeRequest request(String path, String body) {
    return TapeRequest.http(RequestChangeTest.class, "POST", "http://localhost" + path, body);
  }

  @Test
  void chat_hasOneSystemMessage() throws Exception {
    assertThat(
            changed(
                "/v1/chat/completions",
                """
                {"model":"m","messages":[{"role":"developer","content":"a"},\
                {"role":"system","content":"b"},{"role":"user","content":"c"}],"top_p":0.10}"""))
        .isEqualTo(
            """
            {"model":"m2","messages":[{"role":"system","content":"Be kind."},\
            {"role":"user","content":"c"}],"top_p":0.10}""");
    assertThat(changed("/api/chat", "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}"))
        .isEqualTo(
            """
            {"model":"m2","messages":[{"role":"system","content":"Be kind."},{"role":"user"}]}""");
  }

  @Test
  void otherProviders_haveTheirOwnPlace() throws Exception {
    assertThat(changed("/v1/messages", "{\"model\":\"m\",\"messages\":[],\"system\":\"a\"}"))
        .isEqualTo("{\"model\":\"m2\",\"messages\":[],\"system\":\"Be kind.\"}");
    assertThat(changed("/v1/responses", "{\"model\":\"m\",\"input\":\"a\"}"))
        .isEqualTo("{\"model\":\"m2\",\"input\":\"a\",\"instructions\":\"Be kind.\"}");
  }

  @Test
  void modelInTheUrl_isChangedThere() throws Exception {
    assertThat(BOTH.of(request("/v1beta/models/g-1:generateContent", "{\"contents\":[]}")))
        .isEqualTo(
            new Changed(
                """
                {"contents":[],"systemInstruction":{"parts":[{"text":"Be kind."}]}}""",
                "/v1beta/models/m2:generateContent"));
    assertThat(BOTH.of(request("/model/us.amazon.nova%3A0/converse", "{\"messages\":[]}")))
        .isEqualTo(
            new Changed(
                "{\"messages\":[],\"system\":[{\"text\":\"Be kind.\"}]}", "/model/m2/converse"));
    assertThat(new RequestChange("a:b", null).of(request("/model/a/converse-stream", "{}")).path())
        .isEqualTo("/model/a%3Ab/converse-stream");
    assertThat(new RequestChange(null, "x").of(request("/model/a/converse", "{}")).path()).isNull();
  }

  @Test
  void bodyOfABedrockModel_isChangedInItsOwnForm() throws Exception {
    String messages = "\"messages\":[{\"role\":\"user\"}]";

    assertThat(
            changed("/model/anthropic.c/invoke", "{\"anthropic_version\":\"b\"," + messages + "}"))
        .contains(",\"system\":\"Be kind.\"}");
    assertThat(changed("/model/amazon.nova/invoke", "{" + messages + "}"))
        .contains(",\"system\":[{\"text\":\"Be kind.\"}]}");
    assertThat(changed("/model/openai.gpt/invoke", "{" + messages + "}"))
        .contains("[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"user\"}]");
    assertThat(changed("/model/amazon.titan/invoke", "{\"inputText\":\"a\"}")).isNull();
    assertThatThrownBy(() -> changed("/model/llama/invoke", "{\"prompt\":\"a\"}"))
        .hasMessage("its prompt may be one for an image");
  }

  @Test
  void embeddings_stayAsTheyAre() throws Exception {
    assertThat(changed("/v1/embeddings", "{\"model\":\"e\",\"input\":\"a\"}")).isNull();
    assertThat(changed("/v1/files", "x=1")).isNull();
  }

  @Test
  void fork_changesLiveCallsAndReplaysTheProgramsOwn(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first.tape");
    TestTape recording = TestTape.recording(first);
    recording.call(chat("one"), "{\"answer\":1}");
    recording.call(chat("two"), "{\"answer\":2}");
    recording.close();
    Path second = folder.resolve("second.tape");
    TestTape fork = fork(first, second);

    assertThat(fork.played(chat("one")).text()).isEqualTo("{\"answer\":1}");
    TapeRequest live = TestTape.request(chat("two")).withChangeableBody();
    TapeDecision decision = fork.session.begin(live);
    assertThat(decision.played()).isNull();
    assertThat(decision.body()).contains("m2", "Be kind.").contains("two");
    decision.recorder().head(200, Map::of);
    decision.recorder().piece("{\"answer\":3}");
    decision.recorder().complete();
    fork.close();

    assertThat(TapeReader.read(second).header().fork())
        .containsOnly(
            Map.entry("from", "2"), Map.entry("model", "m2"), Map.entry("system", "Be kind."));
    TestTape replay = TestTape.replay(second);
    assertThat(replay.played(chat("one")).text()).isEqualTo("{\"answer\":1}");
    assertThat(replay.played(chat("two")).text()).isEqualTo("{\"answer\":3}");
  }

  @Test
  void fork_ofARequestThatCannotBeChanged_doesNotSendIt(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first.tape");
    TestTape recording = TestTape.recording(first);
    recording.call(chat("one"), "{}");
    recording.close();
    TestTape fork = fork(first, folder.resolve("second.tape"));

    fork.played(chat("one"));
    assertThat(fork.played(chat("two")).failure())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "clew: POST /v1/chat cannot be changed as clew.fork.* wants: its client has no place"
                + " where it can be done");
  }

  private static TestTape fork(Path from, Path to) throws IOException {
    return TestTape.with(
        new TapeOptions(to, from, false, 2, ToolModes.of(List.of()), 0, true, null, BOTH));
  }

  private static String chat(String text) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
  }
}
