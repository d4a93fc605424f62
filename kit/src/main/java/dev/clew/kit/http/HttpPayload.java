// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.data.GenerationData;
import dev.clew.kit.call.CallPayload;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data common to all calls over HTTP.
 *
 * @param <H> the library's class of headers
 */
public abstract class HttpPayload<H> implements CallPayload {
  private final ServiceClient client;
  private final @Nullable String requestModel;
  private volatile @Nullable H headers;
  private volatile @Nullable Throwable failure;

  /**
   * Creates the payload with what is known before the call.
   *
   * @param requestModel the model that the request names, for {@link #outlined}
   */
  protected HttpPayload(ServiceClient client, @Nullable String requestModel) {
    this.client = client;
    this.requestModel = requestModel;
  }

  /** Returns the headers of the library's own exception; null for any other exception. */
  protected abstract @Nullable H headersOf(Throwable thrown);

  /** Returns the headers to show. */
  protected abstract Map<String, @Nullable Object> shown(H received);

  /** Adds what the body of an error says to {@code details}. */
  protected abstract void addError(Throwable thrown, Map<String, @Nullable Object> details);

  protected final ServiceClient client() {
    return client;
  }

  @Override
  public final boolean isAsync() {
    return client.async();
  }

  /** Records the headers of the response. */
  public final void headers(H received) {
    headers = received;
  }

  /** Returns the headers of the response, or null if there was none or it may not be read. */
  protected final @Nullable H headers() {
    return headers;
  }

  @Override
  public final void failure(Throwable thrown) {
    failure = thrown;
    if (headers == null) {
      headers = headersOf(thrown);
    }
  }

  /** Starts the data of a generation with what is known about the client. */
  protected final GenerationData.Builder generation() {
    return new GenerationData.Builder()
        .provider(client.provider())
        .serverAddress(client.serverAddress())
        .streamed(isStreamed());
  }

  /** Returns what is known about a generation without reading an object of the library. */
  protected final GenerationData.Builder outlined() {
    return generation().requestModel(requestModel);
  }

  /** Returns {@code known} with details from the headers and the failure. */
  protected final Map<String, @Nullable Object> details(Map<String, @Nullable Object> known) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(known);
    H received = headers;
    Map<String, @Nullable Object> selected = received == null ? Map.of() : shown(received);
    if (!selected.isEmpty()) {
      details.put("response_headers", selected);
    }
    Throwable thrown = failure;
    if (thrown != null) {
      addError(thrown, details);
    }
    return details;
  }
}
