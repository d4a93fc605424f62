// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import dev.clew.api.tape.TapeRequest.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call and what came of it.
 *
 * @param seq its place in the order in which calls began, from 1
 * @param path the names of the agents around it, outermost first, joined by slashes
 * @param span the id of the span in which it happened; may be empty
 * @param seam the class that made the call
 * @param atMillis when it began, counted from the start of the recording
 * @param millis how long it took
 * @param request the body as a tree, its text if it is not JSON, or null if it could not be read
 * @param status of HTTP; 0 if no answer began, and for other kinds
 * @param error what the call threw instead of an answer or after a part of it, outermost first
 * @param closedEarly whether the caller did not want the rest
 */
public record TapeEntry(
    long seq,
    Kind kind,
    String path,
    String span,
    String seam,
    long atMillis,
    long millis,
    String key,
    String loose,
    String method,
    String url,
    @Nullable Object request,
    int status,
    Map<String, List<String>> headers,
    TapeBody body,
    List<ErrorLink> error,
    boolean closedEarly) {

  /** Reads the body of the request if that has not been done. */
  @Override
  public @Nullable Object request() {
    return request instanceof UnreadJson unread ? unread.tree() : request;
  }

  /** Returns the same call at another place. */
  public TapeEntry at(long newSeq, String newSpan, long newAtMillis) {
    return new TapeEntry(
        newSeq,
        kind,
        path,
        newSpan,
        seam,
        newAtMillis,
        millis,
        key,
        loose,
        method,
        url,
        request,
        status,
        headers,
        body,
        error,
        closedEarly);
  }

  /** Returns the same call under other keys. */
  public TapeEntry keyed(String newKey, String newLoose) {
    return new TapeEntry(
        seq,
        kind,
        path,
        span,
        seam,
        atMillis,
        millis,
        newKey,
        newLoose,
        method,
        url,
        request,
        status,
        headers,
        body,
        error,
        closedEarly);
  }

  /** Returns the call in few words, such as {@code POST /v1/chat/completions}. */
  public String call() {
    return describe(kind, method, url);
  }

  /** Returns a call in few words. */
  public static String describe(Kind kind, String method, String url) {
    return switch (kind) {
      case HTTP -> method + " " + url;
      case TOOL -> "tool " + method;
      case MCP -> "MCP " + method;
    };
  }
}
