// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes the headers of W3C Trace Context and Baggage. */
public final class TraceHeaders {
  public static final String TRACEPARENT = "traceparent";
  public static final String TRACESTATE = "tracestate";
  public static final String BAGGAGE = "baggage";

  /**
   * The lengths that the specifications oblige everyone to pass on; a longer header is dropped
   * entirely.
   */
  private static final int MAX_TRACESTATE = 512;

  private static final int MAX_BAGGAGE = 8192;

  /** {@code 00-<32 digits>-<16 digits>-<2 digits>}. */
  private static final int LENGTH = 55;

  private TraceHeaders() {}

  /** Returns the parent named in a request's headers, or null if there is none. */
  public static @Nullable RemoteParent parse(
      @Nullable String traceparent, @Nullable String tracestate, @Nullable String baggage) {
    String text = traceparent == null ? "" : traceparent.trim();
    if (text.length() < LENGTH || !isWellFormed(text)) {
      return null;
    }
    String traceId = text.substring(3, 35);
    String spanId = text.substring(36, 52);
    if (!RemoteParent.isId(traceId, 32) || !RemoteParent.isId(spanId, 16)) {
      return null;
    }
    boolean sampled = (Character.digit(text.charAt(54), 16) & 1) == 1;
    return new RemoteParent(
        traceId,
        spanId,
        sampled,
        bounded(tracestate, MAX_TRACESTATE),
        bounded(baggage, MAX_BAGGAGE));
  }

  /** Later versions may append fields, each after a dash; version ff is invalid. */
  private static boolean isWellFormed(String text) {
    String version = text.substring(0, 2);
    boolean known = version.equals("00");
    return isHex(version)
        && !version.equals("ff")
        && text.charAt(2) == '-'
        && text.charAt(35) == '-'
        && text.charAt(52) == '-'
        && isHex(text.substring(53, 55))
        && (text.length() == LENGTH || (!known && text.charAt(LENGTH) == '-'));
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static String bounded(@Nullable String header, int most) {
    String text = header == null ? "" : header.trim();
    return text.length() > most ? "" : text;
  }

  /**
   * Makes the parent named in a served request's headers current.
   *
   * @param header returns the value of a header, or null
   * @return a scope to close on this thread when the request has been served, or null if nothing
   *     was done because there is no parent or it is already current
   */
  public static @Nullable Scope makeParentCurrent(Function<String, @Nullable String> header) {
    String traceparent = header.apply(TRACEPARENT);
    Context current = Context.current();
    if (traceparent == null || current.span() != null) {
      return null;
    }
    RemoteParent parent = parse(traceparent, header.apply(TRACESTATE), header.apply(BAGGAGE));
    if (parent == null || parent.equals(current.get(RemoteParent.KEY))) {
      return null;
    }
    return current.with(RemoteParent.KEY, parent).makeCurrent();
  }

  /** Returns the headers that identify {@code span}, with its trace's state and baggage. */
  public static Map<String, String> of(Span span) {
    RemoteParent remoteParent = span.remoteParent();
    String flags = remoteParent == null || remoteParent.sampled() ? "-01" : "-00";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TRACEPARENT, "00-" + span.traceId() + "-" + span.spanId() + flags);
    if (remoteParent != null && !remoteParent.traceState().isEmpty()) {
      headers.put(TRACESTATE, remoteParent.traceState());
    }
    if (remoteParent != null && !remoteParent.baggage().isEmpty()) {
      headers.put(BAGGAGE, remoteParent.baggage());
    }
    return headers;
  }
}
