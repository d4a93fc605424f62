// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import org.jspecify.annotations.Nullable;

/** How a library returns responses; each module has one implementation. */
public interface HttpLibrary {
  /**
   * Returns a wrapper of {@code result} that reports to {@code call}, created with {@link
   * HttpCall#response}; null if {@code result} is not a response but the answer itself.
   */
  @Nullable Object observe(Object result, HttpCall call);

  /** Returns the status code of a library's exception, or 0 if it has none. */
  int statusCode(Throwable thrown);
}
