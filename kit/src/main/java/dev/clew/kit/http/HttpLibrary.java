// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import org.jspecify.annotations.Nullable;

/** How a library hands out its responses; there is one per module. */
public interface HttpLibrary {
  /**
   * Returns the wrapper of {@code result} that reports to {@code call}, made with {@link
   * HttpCall#response}; null if it is no response but the answer itself.
   */
  @Nullable Object observed(Object result, HttpCall call);

  /** Returns the status code that an exception of the library speaks of, 0 if of none. */
  int statusCode(Throwable thrown);
}
