// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.ErrorRecord;
import dev.clew.api.trace.SpanError;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  private final Errors errors = errors(8_192);

  @Test
  void error_withoutThrowable_hasNoStackTrace() {
    assertThat(errors.render(SpanError.of("rate_limit", "slow down")))
        .isEqualTo(new ErrorRecord("rate_limit", "slow down", null));
  }

  @Test
  void throwable_isAskedForItsMessage() {
    ErrorRecord error = errors.render(SpanError.of(new IllegalStateException("no seat map")));

    assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.message()).isEqualTo("no seat map");
    assertThat(error.stackTrace())
        .startsWith("java.lang.IllegalStateException: no seat map\n\tat dev.clew.exporter.render");
  }

  @Test
  void getMessage_thatThrows_isSaid() {
    ErrorRecord error =
        errors.render(
            SpanError.of(
                new RuntimeException() {
                  @Override
                  public String getMessage() {
                    throw new UnsupportedOperationException();
                  }
                }));

    assertThat(error.message())
        .isEqualTo("(no message: getMessage() threw java.lang.UnsupportedOperationException)");
    assertThat(error.stackTrace()).contains("\tat ");
  }

  @Test
  void cause_underDeepStack_isStillShown() {
    RuntimeException thrown = nested(200, new IllegalArgumentException("root cause"));

    String trace = errors.render(SpanError.of(thrown)).stackTrace();

    assertThat(trace).contains("Caused by: java.lang.IllegalArgumentException: root cause");
    assertThat(trace.length()).isLessThanOrEqualTo(8_192);
  }

  @Test
  void stackTrace_beyondTheLimit_isCut() {
    ErrorRecord error = errors(100).render(SpanError.of(new IllegalStateException("x")));

    assertThat(error.stackTrace()).hasSize(100).endsWith(" characters in all]");
  }

  @Test
  void causes_inACircle_end() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    one.addSuppressed(two);

    assertThat(errors.render(SpanError.of(one)).stackTrace())
        .contains("Caused by: (java.lang.Exception not shown)");
  }

  private static RuntimeException nested(int depth, Exception cause) {
    return depth == 0 ? new IllegalStateException("outer", cause) : nested(depth - 1, cause);
  }

  private static Errors errors(int maxStackTrace) {
    return new Errors(maxStackTrace);
  }

  private record Errors(int maxStackTrace) {
    ErrorRecord render(SpanError error) {
      ForeignCalls calls = ForeignCalls.unwatched();
      ContentRule rule = new LimitedContent(RenderSettings.defaults(), new CleanLabels(), calls);
      return ErrorText.of(error, calls).render(rule, maxStackTrace);
    }
  }
}
