// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * A span that is not Clew's, of another process or another tracer, under which a trace of Clew's
 * begins.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all zero
 * @param spanId 16 of them
 * @param sampled whether the other side keeps the trace
 * @param traceState what W3C calls the state of the trace, which is passed on as it came; may be
 *     empty
 * @param baggage what goes along with the request, likewise
 */
public record RemoteParent(
    String traceId, String spanId, boolean sampled, String traceState, String baggage) {
  /**
   * Where a {@link Context} holds the parent that arrived, until the first span in it is started.
   */
  public static final ContextKey<RemoteParent> KEY = ContextKey.named("remote parent");

  public RemoteParent {
    if (!isId(traceId, 32)) {
      throw new IllegalArgumentException("no trace id: " + traceId);
    }
    if (!isId(spanId, 16)) {
      throw new IllegalArgumentException("no span id: " + spanId);
    }
  }

  /** Tells whether {@code text} is {@code length} hexadecimal digits, not all zero. */
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
