// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

  private static List<String> read(String text, int max) throws IOException {
    LineReader reader =
        new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), max);
    List<String> lines = new ArrayList<>();
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      lines.add(reader.wasTooLong() ? "too long" : new String(line, StandardCharsets.UTF_8));
    }
    return lines;
  }

  @Test
  void lines_comeWithoutTheirEnds() throws IOException {
    assertThat(read("one\ntwo\r\n\nfour", 100)).containsExactly("one", "two", "", "four");
    assertThat(read("", 100)).isEmpty();
    assertThat(read("one\n", 100)).containsExactly("one");
  }

  @Test
  void lineLongerThanAPiece_isWhole() throws IOException {
    String line = "0123456789".repeat(20_000);

    assertThat(read(line + "\n" + line, 1 << 20)).containsExactly(line, line);
  }

  @Test
  void lineBeyondTheLimit_isSkipped() throws IOException {
    assertThat(read("a".repeat(300_000) + "\nb\n" + "c".repeat(300_000), 200_000))
        .containsExactly("too long", "b", "too long");
  }
}
