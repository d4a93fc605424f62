// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.errors.ApiException;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.RetainedBytes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data common to all calls. */
abstract class GenAiPayload implements CallPayload {
  private volatile Client client = Client.UNKNOWN;
  private final @Nullable String model;
  private volatile @Nullable Object result;
  private volatile @Nullable Throwable failure;

  GenAiPayload(@Nullable String model) {
    this.model = model;
  }

  /** Records which client sends the request. */
  final void sentBy(Client client) {
    this.client = client;
  }

  final Client client() {
    return client;
  }

  final @Nullable String model() {
    return model;
  }

  /** Returns the answer, or null; for payloads that keep all of it. */
  final @Nullable Object result() {
    return result;
  }

  @Override
  public void result(Object answer) {
    result = answer;
  }

  @Override
  public boolean mayRequestTools() {
    return false;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL;
  }

  @Override
  public final void failure(Throwable thrown) {
    failure = thrown;
  }

  @Override
  public final String failureEvent() {
    return "google-genai call failed";
  }

  @Override
  public SpanData outline() {
    return generation().build();
  }

  /** Starts the data of a generation with what is known about the client. */
  final GenerationData.Builder generation() {
    return new GenerationData.Builder()
        .provider(client.provider())
        .serverAddress(client.serverAddress())
        .requestModel(model)
        .streamed(isStreamed());
  }

  /** Returns {@code known} with the provider's name for the error, if there is one. */
  final Map<String, @Nullable Object> details(Map<String, @Nullable Object> known) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(known);
    if (GenAiLibrary.statusCode(failure) != 0 && failure instanceof ApiException error) {
      details.put("error_type", error.status());
    }
    return details;
  }
}
