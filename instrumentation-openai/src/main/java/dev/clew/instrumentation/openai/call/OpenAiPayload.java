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

/** What is collected of every call alike. */
public abstract class OpenAiPayload implements CallPayload {
  private final Client client;
  private final @Nullable String requestModel;
  private volatile @Nullable Headers headers;
  private volatile @Nullable Throwable failure;

  protected OpenAiPayload(Client client) {
    this(client, null);
  }

  /**
   * Takes what is known before the call.
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

  /** Takes the headers of the response. */
  final void headers(Headers headers) {
    this.headers = headers;
  }

  @Override
  public final void failure(Throwable thrown) {
    this.failure = thrown;
    if (headers == null
        && thrown instanceof OpenAIServiceException refused
        && Responses.mayAsk(refused)) {
      this.headers = refused.headers();
    }
  }

  @Override
  public final String failureEvent() {
    return "openai-java call failed";
  }

  /** Starts the data of a generation with what is known of the client. */
  protected final GenerationData.Builder generation() {
    return new GenerationData.Builder()
        .provider(client.provider())
        .serverAddress(client.serverAddress())
        .streamed(isStreamed());
  }

  /** Returns what is known of a generation without reading an object of the library. */
  protected final GenerationData.Builder outlined() {
    return generation().requestModel(requestModel);
  }

  /** Returns the media type of the answer, without parameters; null if there is none. */
  protected final @Nullable String contentType() {
    Headers received = headers;
    List<String> types = received == null ? List.of() : received.values("content-type");
    return types.isEmpty() ? null : types.get(0).split(";", 2)[0].trim();
  }

  /** Returns {@code known} with what headers and a failure add to it. */
  protected final Map<String, @Nullable Object> details(Map<String, @Nullable Object> known) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(known);
    Headers received = headers;
    if (received != null) {
      Map<String, @Nullable Object> kept = ResponseHeaders.of(received);
      if (!kept.isEmpty()) {
        details.put("response_headers", kept);
      }
    }
    if (failure instanceof OpenAIServiceException refused) {
      // Not by its own accessors: they throw where a provider leaves a field out.
      JsonField<?> body = refused.body();
      Map<String, JsonValue> error = body.asObject().orElse(Map.of());
      for (String key : List.of("type", "code", "param")) {
        String said = text(error.get(key));
        if (said != null) {
          details.put("error_" + key, said);
        }
      }
    }
    return details;
  }

  /** Returns a text or a number, such as the codes of some providers, as text. */
  private static @Nullable String text(@Nullable JsonField<?> value) {
    if (value == null) {
      return null;
    }
    return value.asString().or(() -> value.asNumber().map(String::valueOf)).orElse(null);
  }
}
