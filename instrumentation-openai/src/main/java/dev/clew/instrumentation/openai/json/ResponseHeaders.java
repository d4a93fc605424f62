// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Selects the response headers that help to understand a call; none that identify anyone. */
public final class ResponseHeaders {
  private static final String RATE_LIMIT = "x-ratelimit-";
  private static final List<String> KEPT =
      List.of(
          "x-request-id",
          "apim-request-id",
          "openai-processing-ms",
          "openai-version",
          "retry-after",
          "retry-after-ms");

  private ResponseHeaders() {}

  /** Returns the selected headers, with lower-case names and the first value of each. */
  public static Map<String, @Nullable Object> of(Headers headers) {
    Map<String, @Nullable Object> selected = new TreeMap<>();
    for (String name : headers.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      List<String> values = headers.values(name);
      if ((KEPT.contains(lower) || lower.startsWith(RATE_LIMIT)) && !values.isEmpty()) {
        selected.put(lower, values.get(0));
      }
    }
    return selected;
  }
}
