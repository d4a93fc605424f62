// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.tape;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer from the tape.
 *
 * <p>It starts when the hook asks for it: the times at which a body arrives count from {@link
 * #await}. Used by one call only.
 */
public interface TapeAnswer {
  /**
   * Waits for as long as the answer took to begin; at full speed, not at all. Not to be called on
   * the caller's thread unless the call itself blocks it.
   *
   * @throws InterruptedException if the thread was interrupted, as the real call would have been
   */
  void await() throws InterruptedException;

  /** Returns whether the answer began at all; if not, there is only a {@link #failure}. */
  default boolean begins() {
    return failure() == null || status() != 0;
  }

  /** Returns the status of an HTTP response, otherwise 0. */
  int status();

  /** Returns the recorded headers, with names in lower case. */
  Map<String, List<String>> headers();

  /**
   * Returns a new stream of the body. Each read returns at most one recorded piece, when it is due.
   * If the body broke off, the stream throws the {@link #failure} at its end if that is an
   * IOException, otherwise an IOException caused by it.
   */
  InputStream body();

  /** Returns the whole body without waiting for its pieces. */
  byte[] bytes();

  /** Returns the whole body as UTF-8 text. */
  String text();

  /**
   * Returns what the call threw, either instead of an answer or after a part of it, or null. This
   * is an {@link AssertionError} if the request is not on the tape. The same object each time.
   */
  @Nullable Throwable failure();
}
