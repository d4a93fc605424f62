// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.HttpOptions;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.Providers;
import org.jspecify.annotations.Nullable;

/**
 * The client that makes a call, as recorded in spans.
 *
 * @param serverAddress the base URL, or null if unknown
 * @param provider its name as defined by OpenTelemetry
 */
record Client(@Nullable String serverAddress, String provider) {
  static final String GEMINI = "gcp.gemini";
  static final String VERTEX_AI = "gcp.vertex_ai";

  /** A client that has not sent a request yet. */
  static final Client UNKNOWN = new Client(null, GEMINI);

  /**
   * Describes a client that sends a request.
   *
   * @param client the library's object, whose class is not public in all versions
   * @param options what it sends the request with
   */
  static Client of(Object client, HttpOptions options) {
    String url = options.baseUrl().orElse(null);
    boolean vertex =
        GenAiLibrary.own(client) != null && Boolean.TRUE.equals(Accessors.read(client, "vertexAI"));
    return new Client(url == null ? null : Providers.address(url), vertex ? VERTEX_AI : GEMINI);
  }
}
