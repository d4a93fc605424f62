// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIServiceException;
import dev.clew.kit.http.HeaderSelection;
import dev.clew.kit.http.HttpPayload;
import dev.clew.kit.http.ServiceClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data common to all calls. */
public abstract class OpenAiPayload extends HttpPayload<Headers> {
  private static final HeaderSelection SHOWN =
      new HeaderSelection(
          "x-ratelimit-",
          Set.of(
              "x-request-id",
              "apim-request-id",
              "openai-processing-ms",
              "openai-version",
              "retry-after",
              "retry-after-ms"));

  protected OpenAiPayload(ServiceClient client) {
    super(client, null);
  }

  protected OpenAiPayload(ServiceClient client, @Nullable String requestModel) {
    super(client, requestModel);
  }

  @Override
  public final String failureEvent() {
    return "openai-java call failed";
  }

  @Override
  protected final @Nullable Headers headersOf(Throwable thrown) {
    OpenAIServiceException error = OpenAiLibrary.serviceError(thrown);
    return error == null ? null : error.headers();
  }

  @Override
  protected final Map<String, @Nullable Object> shown(Headers received) {
    return SHOWN.of(received.names(), received::values);
  }

  /** Returns the media type of the answer, without parameters; null if unknown. */
  protected final @Nullable String contentType() {
    Headers received = headers();
    List<String> types = received == null ? List.of() : received.values("content-type");
    return types.isEmpty() ? null : types.get(0).split(";", 2)[0].trim();
  }

  @Override
  protected final void addError(Throwable thrown, Map<String, @Nullable Object> details) {
    if (thrown instanceof OpenAIServiceException serviceError) {
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
  }

  /** Returns a string or number as text; some providers use numbers as codes. */
  private static @Nullable String text(@Nullable JsonField<?> value) {
    if (value == null) {
      return null;
    }
    return value.asString().or(() -> value.asNumber().map(String::valueOf)).orElse(null);
  }
}
