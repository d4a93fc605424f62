// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.TapeBody;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeHeader;
import dev.clew.tape.format.TapeReader.Tape;
import dev.clew.tape.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private final List<TapeEntry> entries = new ArrayList<>();
  private Map<String, String> recordedWith = Map.of();
  private Map<String, String> libraries = Map.of();
  private boolean complete = true;

  private static RequestForm form(String url, String body) {
    try {
      return RequestForm.of(Kind.HTTP, "POST", url, Json.read(body));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private DivergenceTest recorded(String path, String body) {
    RequestForm form = form("/chat", body);
    entries.add(
        new TapeEntry(
            entries.size() + 1L,
            Kind.HTTP,
            path,
            "",
            "",
            0,
            0,
            form.key(),
            form.loose(),
            "POST",
            "/chat",
            form.body(),
            200,
            Map.of(),
            TapeBody.EMPTY,
            List.of(),
            false));
    return this;
  }

  private String message(String path, String url, String body) {
    TapeHeader header = new TapeHeader("", "", "", recordedWith, RequestForm.CANONICAL, false);
    TapeIndex index = new TapeIndex(new Tape(header, entries, complete), Long.MAX_VALUE);
    return Divergence.of(form(url, body), path, index, libraries, true).message();
  }

  @Test
  void message_longTexts_areCutAroundTheDifference() {
    String head = "x".repeat(100);
    recorded("", "{\"p\":\"" + head + "old" + "y".repeat(100) + "\"}");

    assertThat(message("", "/chat", "{\"p\":\"" + head + "new" + "y".repeat(100) + "\"}"))
        .contains(
            "    $.p\n      recorded: …"
                + "x".repeat(30)
                + "old"
                + "y".repeat(57)
                + "…\n"
                + "      now:      …"
                + "x".repeat(30)
                + "new"
                + "y".repeat(57)
                + "…\n");
  }

  @Test
  void message_toolsInAnotherOrder_namesTheChangedOneAlone() {
    recorded(
        "",
        "{\"tools\":[{\"function\":{\"name\":\"fare\",\"description\":\"a\"}},{\"function\":{\"name\":\"seat\"}}]}");

    assertThat(
            message(
                "",
                "/chat",
                "{\"tools\":[{\"function\":{\"name\":\"seat\"}},{\"function\":{\"name\":\"fare\",\"description\":\"b\"}}]}"))
        .contains("1 difference\n    $.tools['fare'].function.description\n");
  }

  @Test
  void message_toolAddedAndMessageGone_saysNothingOnTheOtherSide() {
    recorded("", "{\"m\":[\"a\",\"b\"],\"tools\":[]}");

    assertThat(message("", "/chat", "{\"m\":[\"a\"],\"tools\":[{\"name\":\"new\"}]}"))
        .contains(
            """
            2 differences
                $.m[1]
                  recorded: "b"
                  now:      (nothing)
                $.tools['new']
                  recorded: (nothing)
                  now:      {"name":"new"}
            """);
  }

  @Test
  void message_manyDifferences_showsThree() {
    recorded("", "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}");

    assertThat(message("", "/chat", "{\"a\":2,\"b\":2,\"c\":2,\"d\":2}"))
        .contains("4 differences", "$.a", "$.c", "    and 1 more")
        .doesNotContain("$.d");
  }

  @Test
  void message_noCallOfTheKind_saysSo() {
    recorded("", "{}");

    assertThat(message("desk", "/embeddings", "{}"))
        .isEqualTo(
            """
            clew: not on the tape: POST /embeddings in desk
              the tape has no call of this kind
              next on the tape: #1, POST /chat
              record the run again if the change is meant; clew.replay.miss=live makes the call for real""");
  }

  @Test
  void nearest_isOfTheSameAgentsIfItCanBe() {
    recorded("a", "{\"p\":\"one\"}").recorded("b", "{\"p\":\"something else\"}");

    assertThat(message("b", "/chat", "{\"p\":\"two\"}")).contains("nearest recording: #2 in b");
  }

  @Test
  void message_otherVersionOfALibrary_isNamed() {
    recorded("", "{\"p\":\"one\"}");
    recordedWith = Map.of("openai", "4.100.0", "mcp", "1.1.5", "gone", "1.0");
    libraries = Map.of("openai", "4.101.0", "mcp", "1.1.5");

    assertThat(message("", "/chat", "{\"p\":\"two\"}"))
        .contains("\n  recorded with openai 4.100.0, and this is 4.101.0\n")
        .doesNotContain("mcp", "gone");
  }

  @Test
  void message_recordingThatWasCutShort_saysAfterWhichCall() {
    recorded("", "{\"p\":\"one\"}");
    complete = false;

    assertThat(message("", "/chat", "{\"p\":\"two\"}"))
        .contains("\n  the recording was cut short after #1\n");
  }

  @Test
  void nearest_farBehindInALongTape_isFound() {
    for (int i = 0; i < 3_000; i++) {
      recorded("", "{\"p\":\"question " + i + "\"}");
    }
    TapeHeader header = new TapeHeader("", "", "", Map.of(), RequestForm.CANONICAL, false);
    TapeIndex index = new TapeIndex(new Tape(header, entries, true), Long.MAX_VALUE);
    for (int i = 0; i < 2_990; i++) {
      index.take(form("/chat", "{\"p\":\"question " + i + "\"}"), "");
    }

    RequestForm now = form("/chat", "{\"p\":\"question 2995!\"}");
    assertThat(Divergence.of(now, "", index, Map.of(), true).message())
        .contains("nearest recording: #2996, 1 difference");
    assertThat(Divergence.of(now, "", index, Map.of(), false).message())
        .contains("nearest recording: #2996, 1 difference");
  }
}
