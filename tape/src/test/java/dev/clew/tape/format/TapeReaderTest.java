// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeReaderTest {
  private static final String HEADER = "{\"clew_tape\":1,\"canonical\":1}";

  @TempDir Path folder;

  private TapeReader.Tape read(String... lines) throws IOException {
    Path file = folder.resolve("run.tape");
    Files.writeString(file, String.join("\n", lines));
    return TapeReader.read(file);
  }

  private void assertRefused(String reason, String... lines) {
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(TapeException.class)
        .hasMessageContaining(reason);
  }

  private static String call(String rest) {
    return "{\"seq\":1,\"kind\":\"http\",\"method\":\"POST\",\"url\":\"/x\",\"status\":200"
        + rest
        + "}";
  }

  @Test
  void read_bodyThatIsAnObject_keepsItsText() throws Exception {
    TapeReader.Tape tape =
        read(
            HEADER,
            call(",\"body\":{\"a\": 189.00,\"b\":\"\\u00e9\"}"),
            "{\"end\":true,\"calls\":1}");

    assertThat(tape.complete()).isTrue();
    assertThat(tape.entries().get(0).body().text()).isEqualTo("{\"a\": 189.00,\"b\":\"\\u00e9\"}");
  }

  @Test
  void read_linesInTheOrderOfEnds_areInThatOfBegins() throws Exception {
    TapeReader.Tape tape = read(HEADER, call("").replace("\"seq\":1", "\"seq\":2"), call(""));

    assertThat(tape.entries()).extracting(TapeEntry::seq).containsExactly(1L, 2L);
  }

  @Test
  void read_tornLastLine_isLeftOut() throws Exception {
    TapeReader.Tape tape = read(HEADER, call(""), "{\"seq\":2,\"kind\":\"ht");

    assertThat(tape.entries()).hasSize(1);
    assertThat(tape.complete()).isFalse();
  }

  @Test
  void read_brokenLineWithin_isRefused() {
    assertRefused("line 2: it is not JSON", HEADER, "{\"seq\":", call(""));
  }

  @Test
  void read_somethingElse_isRefused() throws IOException {
    assertRefused("is not a tape of Clew", "");
    assertRefused("is not a tape of Clew", "{\"seq\":1}");
    assertRefused("is not a tape of Clew", "PNG");
    assertRefused("is not a tape of Clew", "{\"clew_tape\":1,\"cano"); // torn within the header
    assertThatThrownBy(() -> TapeReader.read(folder)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> TapeReader.read(folder.resolve("none")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void read_newerFormat_isRefused() {
    assertRefused("made by a newer Clew (format 2; this one reads 1)", "{\"clew_tape\":2}");
  }

  @Test
  void read_sameSeqTwice_isRefused() {
    assertRefused("its seq", HEADER, call(""), call(""));
    assertRefused("its seq", HEADER, "{\"kind\":\"http\"}", call(""));
  }

  @Test
  void read_hostileValues_areRefused() {
    assertRefused("its kind is unknown", HEADER, "{\"seq\":1,\"kind\":\"exec\"}", "");
    assertRefused("not a whole one", HEADER, call(",\"status\":-1"), "");
    assertRefused("its status", HEADER, call(",\"status\":99999"), "");
    assertRefused("its pieces", HEADER, call(",\"pieces\":[[0]]"), "");
    assertRefused("its error", HEADER, call(",\"error\":[\"x\"]"), "");
    assertRefused("not JSON", HEADER, "[".repeat(2_000) + "]".repeat(2_000), call(""));
  }

  @Test
  void read_headersThatWouldInject_areLeftOut() throws Exception {
    TapeReader.Tape tape =
        read(
            HEADER,
            call(
                ",\"headers\":{\"x-request-id\":\"a\\r\\nset-cookie: b\",\"set-cookie\":\"c\","
                    + "\"retry-after\":\"1\"}"));

    assertThat(tape.entries().get(0).headers().get("x-request-id")).isEmpty();
    assertThat(tape.entries().get(0).headers().get("retry-after")).isEqualTo(List.of("1"));
    assertThat(tape.entries().get(0).headers()).doesNotContainKey("set-cookie");
  }

  @Test
  void read_piecesThatDoNotFit_endWithTheBody() throws Exception {
    TapeBody body =
        read(HEADER, call(",\"body\":\"abc\",\"pieces\":[[0,2],[5,999]]")).entries().get(0).body();

    assertThat(body.pieces()).isEqualTo(2);
    assertThat(body.end(0)).isEqualTo(2);
    assertThat(body.end(1)).isEqualTo(3);
    assertThat(body.millis(1)).isEqualTo(5);
  }
}
