// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import org.jspecify.annotations.Nullable;

/**
 * What the application's own handler of a stream threw, if it did: LangChain4j then reports it to
 * that handler as if the model had failed, and goes on.
 */
public final class HandlerFailure {
  private static final int MAX_CAUSES = 8;

  private volatile @Nullable Throwable thrown;

  /** Notes what the handler threw. */
  public void threw(Throwable thrown) {
    this.thrown = thrown;
  }

  /** Tells whether {@code error} is what the handler threw, or was caused by it. */
  public boolean isBehind(Throwable error) {
    Throwable fromHandler = thrown;
    Throwable cause = error;
    for (int depth = 0; fromHandler != null && cause != null && depth < MAX_CAUSES; depth++) {
      if (cause == fromHandler) {
        return true;
      }
      cause = Failures.isOfJdkOrLibrary(cause) ? cause.getCause() : null;
    }
    return false;
  }
}
