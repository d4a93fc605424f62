// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicServiceException;
import dev.clew.api.data.GenerationData;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The data common to all calls. */
abstract class AnthropicPayload implements CallPayload {
  private static final String RATE_LIMIT = "anthropic-ratelimit-";
  private static final List<String> KEPT_HEADERS =
      List.of("request-id", "retry-after", "retry-after-ms", "x-amzn-requestid");

  private final Client client;
  private volatile @Nullable Headers headers;
  private volatile @Nullable Throwable failure;

  AnthropicPayload(Client client) {
    this.client = client;
  }

  final Client client() {
    return client;
  }

  @Override
  public final boolean isAsync() {
    return client.async();
  }

  /** Records the headers of the response. */
  final void headers(Headers headers) {
    this.headers = headers;
  }

  @Override
  public final void failure(Throwable thrown) {
    failure = thrown;
    AnthropicServiceException error = AnthropicLibrary.serviceError(thrown);
    if (headers == null && error != null) {
      headers = error.headers();
    }
  }

  @Override
  public final String failureEvent() {
    return "anthropic-java call failed";
  }

  /** Starts the data of a generation with what is known about the client. */
  final GenerationData.Builder generation() {
    return new GenerationData.Builder()
        .provider(client.provider())
        .serverAddress(client.serverAddress())
        .streamed(isStreamed());
  }

  /** Returns {@code known} with details from the headers and the failure. */
  final Map<String, @Nullable Object> details(Map<String, @Nullable Object> known) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(known);
    Headers received = headers;
    if (received != null) {
      Map<String, @Nullable Object> selected = new TreeMap<>();
      for (String name : received.names()) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<String> values = received.values(name);
        if ((KEPT_HEADERS.contains(lower) || lower.startsWith(RATE_LIMIT)) && !values.isEmpty()) {
          selected.put(lower, values.get(0));
        }
      }
      if (!selected.isEmpty()) {
        details.put("response_headers", selected);
      }
    }
    AnthropicServiceException error = AnthropicLibrary.serviceError(failure);
    if (error != null) {
      JsonTree body = AnthropicJson.read(error.body());
      String type = body.object("error").text("type");
      if (type != null) {
        details.put("error_type", type);
      }
    }
    return details;
  }
}
