// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIServiceException;
import dev.clew.api.data.GenerationData;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.ResponseHeaders;
import dev.clew.kit.call.CallPayload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data common to all calls. */
public abstract class OpenAiPayload implements CallPayload {
  private final Client client;
  private final @Nullable String requestModel;
  private volatile @Nullable Headers headers;
  private volatile @Nullable Throwable failure;

  protected OpenAiPayload(Client client) {
    this(client, null);
  }

  /**
   * Creates the payload with what is known before the call.
   *
   * @param requestModel the model that the request names, for {@link #outlined}
   */
  protected OpenAiPayload(Client client, @Nullable String requestModel) {
    this.client = client;
    this.requestModel = requestModel;
  }

  protected final Client client() {
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
    this.failure = thrown;
    if (headers == null
        && thrown instanceof OpenAIServiceException serviceError
        && Responses.mayCall(serviceError)) {
      this.headers = serviceError.headers();
    }
  }

  @Override
  public final String failureEvent() {
    return "openai-java call failed";
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

  /** Returns the media type of the answer, without parameters; null if unknown. */
  protected final @Nullable String contentType() {
    Headers received = headers;
    List<String> types = received == null ? List.of() : received.values("content-type");
    return types.isEmpty() ? null : types.get(0).split(";", 2)[0].trim();
  }

  /** Returns {@code known} with details from the headers and the failure. */
  protected final Map<String, @Nullable Object> details(Map<String, @Nullable Object> known) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(known);
    Headers received = headers;
    if (received != null) {
      Map<String, @Nullable Object> selected = ResponseHeaders.of(received);
      if (!selected.isEmpty()) {
        details.put("response_headers", selected);
      }
    }
    if (failure instanceof OpenAIServiceException serviceError) {
      // Not through its own accessors: they throw if a provider omits a field.
      JsonField<?> body = serviceError.body();
      Map<String, JsonValue> error = body.asObject().orElse(Map.of());
      for (String key : List.of("type", "code", "param")) {
        String detail = text(error.get(key));
        if (detail != null) {
          details.put("error_" + key, detail);
        }
      }
    }
    return details;
  }

  /** Returns a string or number as text; some providers use numbers as codes. */
  private static @Nullable String text(@Nullable JsonField<?> value) {
    if (value == null) {
      return null;
    }
    return value.asString().or(() -> value.asNumber().map(String::valueOf)).orElse(null);
  }
}
