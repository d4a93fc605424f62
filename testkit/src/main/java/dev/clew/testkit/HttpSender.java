// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import org.jspecify.annotations.Nullable;

/** An HTTP client in use, for {@link HttpClientContract}. */
@FunctionalInterface
public interface HttpSender {
  /**
   * Gets {@code url}, following redirects, and returns the body.
   *
   * @param traceparent a header that the application itself sets, or null
   */
  String send(String url, @Nullable String traceparent) throws Exception;
}
