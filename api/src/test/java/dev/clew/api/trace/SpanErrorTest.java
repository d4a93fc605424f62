// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpanErrorTest {
  private final Exception real = new IllegalStateException("no such booking");

  @Test
  void error_namesTheExceptionAndLeavesItsMessageToTheExportThread() {
    assertThat(SpanError.of(real))
        .isEqualTo(new SpanError("java.lang.IllegalStateException", null, real));
  }

  static Stream<UnaryOperator<Throwable>> wrappers() {
    return Stream.of(
        CompletionException::new,
        ExecutionException::new,
        InvocationTargetException::new,
        UndeclaredThrowableException::new,
        real ->
            new CompletionException(new ExecutionException(new InvocationTargetException(real))));
  }

  @ParameterizedTest
  @MethodSource("wrappers")
  void wrapperOfTheJdk_isPeeledOff(UnaryOperator<Throwable> wrapper) {
    assertThat(SpanError.of(wrapper.apply(real)).throwable()).isSameAs(real);
  }

  @Test
  void wrapperWithoutCause_standsForItself() {
    ExecutionException empty = new ExecutionException("nothing inside", null);

    assertThat(SpanError.of(empty).throwable()).isSameAs(empty);
  }

  @Test
  void exceptionOfAnotherKind_keepsItsCause() {
    RuntimeException own = new RuntimeException("tool failed", real);

    assertThat(SpanError.of(own).throwable()).isSameAs(own);
  }

  @Test
  void wrappersInACircle_areLeftAtLast() {
    Exception[] inner = new Exception[1];
    CompletionException outer =
        new CompletionException("circle", null) {
          @Override
          public synchronized Throwable getCause() {
            return inner[0];
          }
        };
    inner[0] = new ExecutionException(outer);

    assertThat(SpanError.of(outer).throwable()).isIn(outer, inner[0]);
  }

  @Test
  void spanFailedByAThrowable_hasTheErrorInsideTheWrapper() {
    FakeSpan span = new FakeSpan("tool");

    span.fail(new CompletionException(real));

    assertThat(span.error()).isEqualTo(SpanError.of(real));
  }

  @Test
  void ownSubclassOfAWrapper_isNotAskedForItsCause() {
    Throwable own =
        new CompletionException("booking", null) {
          @Override
          public synchronized Throwable getCause() {
            throw new AssertionError("asked");
          }
        };

    assertThat(SpanError.of(own).throwable()).isSameAs(own);
  }
}
