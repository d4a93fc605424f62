// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static dev.clew.exporter.otlp.EncodedSpans.encoded;
import static dev.clew.exporter.otlp.EncodedSpans.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Content that is hard to put on the wire. */
class OddContentTest {
  @Test
  void brokenSurrogatesAndControlCharacters_areValidOnTheWire() {
    FunctionData odd = new FunctionData("f", "a\ud800b\u0000", "\udfff\n\t\"", null, null, false);

    assertThat(ProtoMaps.of(encoded(plain(odd))))
        .containsEntry("gen_ai.tool.call.arguments", "a?b\u0000")
        .containsEntry("gen_ai.tool.call.result", "?\n\t\"");
  }

  @Test
  void contentThatCannotBeEncoded_costsTheContentAlone() {
    Object endless = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      endless = List.of(endless);
    }

    Span span = encoded(plain(new CustomData("job", Map.of("deep", endless))));

    assertThat(span.getName()).isEqualTo("custom span");
    assertThat(ProtoMaps.of(span)).containsEntry("clew.content.dropped", "could not be encoded");
  }
}
