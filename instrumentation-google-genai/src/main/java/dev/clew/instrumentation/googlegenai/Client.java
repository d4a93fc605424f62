// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.HttpOptions;
import dev.clew.kit.value.PrivateFields;
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

  /** Returns the client of {@code service}, such as {@code Models} or {@code AsyncModels}. */
  static Client of(Object service) {
    Object client = PrivateFields.read(service, "apiClient");
    boolean vertex = Boolean.TRUE.equals(PrivateFields.read(client, "vertexAI"));
    String url =
        PrivateFields.read(client, "httpOptions") instanceof HttpOptions options
                && GenAiLibrary.own(options) != null
            ? options.baseUrl().orElse(null)
            : null;
    return new Client(url == null ? null : Providers.address(url), vertex ? VERTEX_AI : GEMINI);
  }
}
