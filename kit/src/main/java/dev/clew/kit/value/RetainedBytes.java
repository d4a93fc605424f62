// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much memory a payload keeps alive, from the lengths of its texts.
 *
 * <p>Runs on the application's thread, so nothing is copied and long lists are not fully traversed.
 */
public final class RetainedBytes {
  /** The objects around a call: span, parameters, headers. */
  public static final long PER_CALL = 4_096;

  /** One tool offered in a request, with its parameter schema. */
  public static final long PER_TOOL = 2_048;

  private static final int MAX_VISITED = 10_000;

  private RetainedBytes() {}

  /** Returns the size of a text in bytes, 0 for anything else. */
  public static long of(@Nullable Object text) {
    return text instanceof String string ? string.length() : 0;
  }

  /**
   * Returns the size of a list.
   *
   * @param perElement the overhead per element besides its text
   * @param size returns the size of an element's text
   */
  public static <T> long of(List<T> list, long perElement, ToLongFunction<? super T> size) {
    long bytes = list.size() * perElement;
    int visited = Math.min(list.size(), MAX_VISITED);
    for (int i = 0; i < visited; i++) {
      bytes += size.applyAsLong(list.get(i));
    }
    return bytes;
  }
}
