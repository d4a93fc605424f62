// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.testkit.FakeTape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordedBodyTest {
  private final FakeTape tape = new FakeTape();
  private final TapeRecorder recorder =
      tape.begin(TapeRequest.http(RecordedBodyTest.class, "GET", "/", "")).recorder();

  private RecordedBody body(String text) {
    return new RecordedBody(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), recorder);
  }

  @Test
  void read_toTheEnd_recordsPiecesAndCompletes() throws IOException {
    try (InputStream body = body("abcdef")) {
      assertThat(body.read()).isEqualTo('a');
      assertThat(body.readNBytes(2)).asString().isEqualTo("bc");
      assertThat(body.skip(1)).isEqualTo(1);
      assertThat(body.readAllBytes()).asString().isEqualTo("ef");
    }

    assertThat(tape.events())
        .containsExactly("piece a", "piece bc", "piece d", "piece ef", "complete");
  }

  @Test
  void close_beforeTheEnd_isSaid() throws IOException {
    try (InputStream body = body("abc")) {
      assertThat(body.read()).isEqualTo('a');
    }

    assertThat(tape.events()).containsExactly("piece a", "closed");
  }

  @Test
  void read_thatFails_isRecordedAndThrown() {
    IOException cut = new IOException("cut");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw cut;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw cut;
          }
        };

    assertThatThrownBy(() -> new RecordedBody(broken, recorder).read()).isSameAs(cut);
    assertThat(tape.events()).containsExactly("failed java.io.IOException: cut");
  }
}
