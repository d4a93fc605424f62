// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @Test
  void headers_areReadWhole() {
    assertThat(TraceHeaders.parse("00-" + TRACE + "-" + SPAN + "-01", "a=1", "user=7"))
        .isEqualTo(new RemoteParent(TRACE, SPAN, true, "a=1", "user=7"));
  }

  @Test
  void flags_tellWhetherTheTraceIsKept() {
    assertThat(TraceHeaders.parse("00-" + TRACE + "-" + SPAN + "-02", null, null))
        .isEqualTo(new RemoteParent(TRACE, SPAN, false, "", ""));
  }

  @Test
  void laterVersion_mayHaveMoreFields() {
    assertThat(TraceHeaders.parse("7f-" + TRACE + "-" + SPAN + "-01-more", null, null)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
        "00-" + TRACE + "_" + SPAN + "-01",
        "7f-" + TRACE + "-" + SPAN + "-01more",
        "00-" + TRACE + "-" + SPAN + "-0é"
      })
  void traceparentThatIsNone_isSkipped(String text) {
    assertThat(TraceHeaders.parse(text, "a=1", "b=2")).isNull();
  }

  @Test
  void tooLongCompanions_areDroppedWhole() {
    RemoteParent parent =
        TraceHeaders.parse("00-" + TRACE + "-" + SPAN + "-01", "a".repeat(513), "b".repeat(8193));

    assertThat(parent.traceState()).isEmpty();
    assertThat(parent.baggage()).isEmpty();
  }
}
