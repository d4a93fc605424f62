// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.tape;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller makes it: what an answer is looked up by.
 *
 * @param seam the class that makes the call, which is noted on the tape; exceptions of an answer
 *     are looked up in its class loader
 * @param method the HTTP method, the name of the tool, or the method of the protocol
 * @param url the URL or its path; host, user info and query are never recorded. Empty unless HTTP
 * @param body reads the body; called at most once, while recording on a thread of Clew's after the
 *     call has ended. Null, or a body of null, stands for one that can be read only once: such a
 *     call is found by method and URL alone.
 * @param changeable whether the hook can send another body, which a {@link TapeDecision} may ask
 *     for
 * @param movable whether it can send it to another path, too
 */
public record TapeRequest(
    Kind kind,
    Class<?> seam,
    String method,
    String url,
    @Nullable Callable<byte @Nullable []> body,
    boolean changeable,
    boolean movable) {

  /** What kind of call it is. Calls of different kinds never answer each other. */
  public enum Kind {
    HTTP,
    TOOL,
    MCP
  }

  /** Describes an HTTP request. */
  public static TapeRequest http(
      Class<?> seam, String method, String url, @Nullable Callable<byte @Nullable []> body) {
    return new TapeRequest(Kind.HTTP, seam, method, url, body, false, false);
  }

  /** Describes an HTTP request whose body is a text. */
  public static TapeRequest http(Class<?> seam, String method, String url, @Nullable String body) {
    return new TapeRequest(Kind.HTTP, seam, method, url, bytes(body), false, false);
  }

  /**
   * Describes a run of a tool.
   *
   * @param arguments JSON as the model wrote it
   */
  public static TapeRequest tool(Class<?> seam, String name, @Nullable String arguments) {
    return new TapeRequest(Kind.TOOL, seam, name, "", bytes(arguments), false, false);
  }

  /**
   * Describes a request to an MCP server.
   *
   * @param params reads the parameters as JSON
   */
  public static TapeRequest mcp(
      Class<?> seam, String method, @Nullable Callable<byte @Nullable []> params) {
    return new TapeRequest(Kind.MCP, seam, method, "", params, false, false);
  }

  /** Returns the same request of a hook that can send another body. */
  public TapeRequest withChangeableBody() {
    return new TapeRequest(kind, seam, method, url, body, true, movable);
  }

  /** Returns the same request of a hook that can send another body to another path. */
  public TapeRequest withChangeableBodyAndPath() {
    return new TapeRequest(kind, seam, method, url, body, true, true);
  }

  private static Callable<byte @Nullable []> bytes(@Nullable String text) {
    return () -> (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }
}
