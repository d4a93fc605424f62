// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicServiceException;
import dev.clew.kit.http.HeaderSelection;
import dev.clew.kit.http.HttpPayload;
import dev.clew.kit.http.ServiceClient;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data common to all calls. */
abstract class AnthropicPayload extends HttpPayload<Headers> {
  private static final HeaderSelection SHOWN =
      new HeaderSelection(
          "anthropic-ratelimit-",
          Set.of("request-id", "retry-after", "retry-after-ms", "x-amzn-requestid"));

  AnthropicPayload(ServiceClient client, @Nullable String model) {
    super(client, model);
  }

  @Override
  protected final @Nullable Headers headersOf(Throwable thrown) {
    AnthropicServiceException error = AnthropicLibrary.serviceError(thrown);
    return error == null ? null : error.headers();
  }

  @Override
  protected final Map<String, @Nullable Object> shown(Headers received) {
    return SHOWN.of(received.names(), received::values);
  }

  @Override
  protected final void addError(Throwable thrown, Map<String, @Nullable Object> details) {
    AnthropicServiceException error = AnthropicLibrary.serviceError(thrown);
    String type =
        error == null ? null : AnthropicJson.read(error.body()).object("error").text("type");
    if (type != null) {
      details.put("error_type", type);
    }
  }

  @Override
  public final String failureEvent() {
    return "anthropic-java call failed";
  }
}
