// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.tape;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes what comes of one call. The first of {@link #complete}, {@link #failed} and {@link
 * #closedEarly} ends it; later calls have no effect, as has a recorder that never ends. No method
 * throws or blocks; they may be called from several threads, one at a time.
 */
public interface TapeRecorder {
  /**
   * The answer has begun.
   *
   * @param status the status of an HTTP response, otherwise 0
   * @param headers read on a thread of Clew's; only names on an allow-list are recorded
   */
  void head(int status, Supplier<Map<String, List<String>>> headers);

  /** A piece of the body has arrived; its bytes are copied. */
  void piece(byte[] bytes, int offset, int length);

  /** A piece of the body, as text: an event, or the whole result of a tool. */
  void piece(String text);

  /** The answer is complete. */
  void complete();

  /** The call, or the rest of the body, failed with {@code thrown}. */
  void failed(Throwable thrown);

  /** The caller closed the body or cancelled the call before its end. */
  void closedEarly();
}
