// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
    assertThat(tape.lacks()).isEqualTo("the recording was cut short after #1");
  }

  @Test
  void read_truncatedAnywhere_hasTheCallsBefore() throws Exception {
    String whole = HEADER + "\n" + call(",\"body\":\"é\"") + "\n";
    byte[] bytes = (whole + call("").replace("\"seq\":1", "\"seq\":2")).getBytes(UTF_8);
    Path file = folder.resolve("run.tape");
    for (int length = whole.getBytes(UTF_8).length; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));

      assertThat(TapeReader.read(file).entries()).extracting(TapeEntry::seq).containsExactly(1L);
    }
  }

  @Test
  void read_linesLongerThanABlock_areWhole() throws Exception {
    String text = "é".repeat(200_000);

    TapeReader.Tape tape =
        read(HEADER, call(",\"body\":\"" + text + "\""), "{\"end\":true,\"calls\":1}", "");

    assertThat(tape.entries().get(0).body().text()).isEqualTo(text);
    assertThat(tape.complete()).isTrue();
  }

  @Test
  void read_librariesOfLaterLines_areInTheHeader() throws Exception {
    TapeReader.Tape tape =
        read(
            HEADER,
            call(",\"libraries\":{\"openai\":\"4.100.0\"}"),
            "{\"end\":true,\"calls\":1,\"lost\":2,\"libraries\":{\"mcp\":\"1.0\"}}");

    assertThat(tape.header().libraries())
        .containsEntry("openai", "4.100.0")
        .containsEntry("mcp", "1.0");
    assertThat(tape.lacks()).isEqualTo("2 calls were not recorded");
  }

  @Test
  void read_brokenLineWithin_isRefused() {
    assertRefused(
        "line 2: it is not JSON; record the run again, or delete the file from that line on",
        HEADER,
        "{\"seq\":",
        call(""));
  }

  @Test
  void read_somethingElse_isRefused() throws IOException {
    assertRefused(
        "run.tape is empty, its recording ended before it began; record the run again", "");
    assertRefused("is not a tape of Clew; a tape is made by clew record", "{\"seq\":1}");
    assertRefused("is not a tape of Clew", "PNG");
    assertRefused("is broken in line 1: it is not JSON", "{\"clew_tape\":1,\"cano"); // torn
    assertThatThrownBy(() -> TapeReader.read(folder)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> TapeReader.read(folder.resolve("none")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void read_newerFormat_isRefused() {
    assertRefused("made by a newer Clew (format 2; this one reads 1)", "{\"clew_tape\":2}");
    assertRefused(
        "newer Clew 9.1 (format 2; this one reads 1); use that version, or record the run again",
        "{\"clew_tape\":2,\"clew\":\"9.1\"}");
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
