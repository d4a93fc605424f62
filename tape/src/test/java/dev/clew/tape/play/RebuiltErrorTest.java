// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.tape.format.ErrorLink;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RebuiltErrorTest {
  private static final RebuiltError ERRORS =
      new RebuiltError(RebuiltErrorTest.class.getClassLoader());

  /** Has no constructor that takes a message. */
  public static final class Fixed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Fixed() {
      super("always this");
    }
  }

  /** Its constructor for messages sets a null cause. */
  public static final class NullCause extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NullCause(String message) {
      super(message, null);
    }

    public NullCause(Throwable cause) {
      super(cause);
    }
  }

  /** Cannot be created. */
  public static final class Refusing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusing(String message) {
      throw new IllegalStateException(message);
    }
  }

  static Stream<Throwable> errors() {
    IOException cause = new FileNotFoundException("a.csv");
    return Stream.of(
        new IOException("cut"),
        new IOException((String) null),
        new UncheckedIOException("no map", cause),
        new UncheckedIOException(cause),
        new ExecutionException("failed", cause),
        new CompletionException(cause),
        new HttpConnectTimeoutException("late"),
        new TimeoutException(),
        new AssertionError("no"),
        new StackOverflowError(),
        new IllegalStateException(
            "a", new IllegalArgumentException("b", new NullPointerException("c"))),
        new Fixed(),
        new NullCause("m"),
        new NullCause(cause));
  }

  private static List<ErrorLink> chain(Throwable thrown) {
    List<ErrorLink> chain = new ArrayList<>();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      chain.add(new ErrorLink(each.getClass().getName(), each.getMessage()));
    }
    return chain;
  }

  @ParameterizedTest
  @MethodSource("errors")
  void of_chain_hasTheSameClassesMessagesAndCauses(Throwable thrown) {
    assertThat(chain(ERRORS.of(chain(thrown)))).isEqualTo(chain(thrown));
  }

  @Test
  void of_classThatIsMissingOrNoThrowable_isARuntimeExceptionWithTheMessage() {
    for (String name :
        List.of("no.such.Class", "java.lang.Runtime", "java.lang.Object", "[I", "")) {
      assertThat(ERRORS.of(List.of(new ErrorLink(name, "m"))))
          .isExactlyInstanceOf(RuntimeException.class)
          .hasMessage("m");
    }
  }

  @Test
  void of_classThatCannotBeCreated_isARuntimeExceptionWithTheMessage() {
    assertThat(ERRORS.of(List.of(new ErrorLink(Refusing.class.getName(), "m"))))
        .isExactlyInstanceOf(RuntimeException.class)
        .hasMessage("m");
  }

  @Test
  void of_nothing_isNull() {
    assertThat(ERRORS.of(List.of())).isNull();
  }

  @Test
  void stack_ofARebuiltError_hasNoFrameOfClew() {
    List<ErrorLink> chain =
        List.of(
            new ErrorLink("java.lang.IllegalStateException", "outer"),
            new ErrorLink("java.io.IOException", "inner"));

    Throwable error = Objects.requireNonNull(ERRORS.of(chain));

    assertThat(List.of(error, Objects.requireNonNull(error.getCause())))
        .extracting(each -> each.getStackTrace()[0].getClassName())
        .noneMatch(name -> name.startsWith("dev.clew.tape."))
        .noneMatch(name -> name.contains(".reflect."));
  }
}
