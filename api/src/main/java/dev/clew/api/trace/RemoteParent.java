// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

/**
 * A span of another process or another tracer under which a Clew trace starts.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all zero
 * @param spanId 16 hexadecimal digits in lower case, not all zero
 * @param sampled whether the other side keeps the trace
 * @param traceState the W3C trace state, passed on unchanged; may be empty
 * @param baggage the W3C baggage, passed on unchanged; may be empty
 */
public record RemoteParent(
    String traceId, String spanId, boolean sampled, String traceState, String baggage) {
  /**
   * The {@link Context} key of the parent that arrived with a request, until the first span is
   * started.
   */
  public static final ContextKey<RemoteParent> KEY = ContextKey.named("remote parent");

  public RemoteParent {
    checkIds(traceId, spanId);
  }

  /**
   * Checks a trace id and, unless it is null, a span id.
   *
   * @throws IllegalArgumentException if one of them is malformed
   */
  public static void checkIds(String traceId, @Nullable String spanId) {
    if (!isId(traceId, 32)) {
      throw new IllegalArgumentException("no trace id: " + traceId);
    }
    if (spanId != null && !isId(spanId, 16)) {
      throw new IllegalArgumentException("no span id: " + spanId);
    }
  }

  /** Returns whether {@code text} is {@code length} hexadecimal digits, not all zero. */
  static boolean isId(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    boolean zero = true;
    for (int i = 0; i < length; i++) {
      char digit = text.charAt(i);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        return false;
      }
      zero &= digit == '0';
    }
    return !zero;
  }
}
