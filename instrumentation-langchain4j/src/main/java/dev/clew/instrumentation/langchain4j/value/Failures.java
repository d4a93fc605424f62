// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.value.Values;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What really went wrong, below the exceptions that LangChain4j and the JDK wrap around it. */
public final class Failures {
  private static final int MAX_DEPTH = 32;

  // By name: versions and optional artifacts differ in which of them exist.
  private static final Set<String> WRAPPERS =
      Set.of(
          "dev.langchain4j.agentic.agent.AgentInvocationException",
          "dev.langchain4j.exception.ToolExecutionException",
          "dev.langchain4j.exception.ToolArgumentsException");

  /** The error that a handler's {@code onError} is told of although the stream goes on. */
  public static final ContextKey<Throwable> GOES_ON = ContextKey.named("langchain4j.goes-on");

  private Failures() {}

  /** Returns the error that a span which ended in {@code thrown} shows. */
  public static SpanError error(Throwable thrown) {
    return SpanError.of(cause(thrown));
  }

  /**
   * Returns the first throwable of the chain that is not a mere wrapper.
   *
   * <p>A workflow that fails because an agent of its own failed is wrapped once per level of
   * nesting, in three exceptions each time.
   */
  public static Throwable cause(Throwable thrown) {
    Throwable real = thrown;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Throwable cause = isOfJdkOrLibrary(real) ? real.getCause() : null;
      if (cause == null || !isWrapper(real, cause)) {
        break;
      }
      real = cause;
    }
    return real;
  }

  /**
   * Returns whether methods of {@code thrown} are the JDK's or the library's own: an exception of
   * the application's is not asked for its cause or message on the application's thread.
   */
  public static boolean isOfJdkOrLibrary(Throwable thrown) {
    return LibraryClasses.isOfJdk(thrown) || LibraryObjects.mayAsk(thrown);
  }

  /**
   * Returns what {@code thrown} says, or only its class if saying it is left to a class of the
   * application.
   */
  public static String text(Throwable thrown) {
    return isOfJdkOrLibrary(thrown) ? Values.text(thrown) : thrown.getClass().getName();
  }

  private static boolean isWrapper(Throwable thrown, Throwable cause) {
    return isWrapperOfJdk(thrown)
        || WRAPPERS.contains(thrown.getClass().getName())
        // PlannerLoop and ToolService rethrow what a future reports in a bare RuntimeException.
        || (thrown.getClass() == RuntimeException.class && isWrapperOfJdk(cause));
  }

  private static boolean isWrapperOfJdk(@Nullable Throwable thrown) {
    return thrown instanceof InvocationTargetException
        || thrown instanceof UndeclaredThrowableException
        || thrown instanceof ExecutionException
        || thrown instanceof CompletionException;
  }
}
