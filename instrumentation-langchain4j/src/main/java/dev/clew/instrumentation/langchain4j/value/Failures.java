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

/** Determines the root failure beneath wrapper exceptions of LangChain4j and the JDK. */
public final class Failures {
  private static final int MAX_DEPTH = 32;

  // By name: which of them exist depends on versions and optional artifacts.
  private static final Set<String> WRAPPERS =
      Set.of(
          "dev.langchain4j.agentic.agent.AgentInvocationException",
          "dev.langchain4j.exception.ToolExecutionException",
          "dev.langchain4j.exception.ToolArgumentsException");

  /** The error reported to a handler's {@code onError} although the stream continues. */
  public static final ContextKey<Throwable> STREAM_CONTINUES =
      ContextKey.named("langchain4j.stream-continues");

  private Failures() {}

  /** Returns the error for a span that ended with {@code thrown}. */
  public static SpanError error(Throwable thrown) {
    return SpanError.of(cause(thrown));
  }

  /**
   * Returns the first throwable in the chain that is not merely a wrapper.
   *
   * <p>If an agent of a workflow fails, its exception is wrapped in three others per level of
   * nesting.
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
   * Returns whether the methods of {@code thrown} are the JDK's or the library's: the application's
   * own exceptions are not asked for their cause or message on the application's thread.
   */
  public static boolean isOfJdkOrLibrary(Throwable thrown) {
    return LibraryClasses.isOfJdk(thrown) || LibraryObjects.mayCall(thrown);
  }

  /**
   * Returns the text of {@code thrown}, or only its class if that would call a class of the
   * application.
   */
  public static String text(Throwable thrown) {
    return isOfJdkOrLibrary(thrown) ? Values.text(thrown) : thrown.getClass().getName();
  }

  private static boolean isWrapper(Throwable thrown, Throwable cause) {
    return isWrapperOfJdk(thrown)
        || WRAPPERS.contains(thrown.getClass().getName())
        // PlannerLoop and ToolService rethrow a future's exception in a plain RuntimeException.
        || (thrown.getClass() == RuntimeException.class && isWrapperOfJdk(cause));
  }

  private static boolean isWrapperOfJdk(@Nullable Throwable thrown) {
    return thrown instanceof InvocationTargetException
        || thrown instanceof UndeclaredThrowableException
        || thrown instanceof ExecutionException
        || thrown instanceof CompletionException;
  }
}
