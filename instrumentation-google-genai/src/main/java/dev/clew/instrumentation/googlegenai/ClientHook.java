// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.HttpOptions;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.stream.HookedCall;
import org.jspecify.annotations.Nullable;

/**
 * Learns where a call is sent, from {@code ApiClient.mergeHttpOptions(HttpOptions)}: every request
 * takes its base URL from the result.
 */
final class ClientHook implements Hook<ClientHook.Request> {
  private final Calls calls;

  ClientHook(Calls calls) {
    this.calls = calls;
  }

  /** A request that is being built. */
  record Request(GenAiPayload payload, Object client) {}

  @Override
  public @Nullable Request enter(Call call) {
    HookedCall current = calls.current();
    return current != null && current.payload() instanceof GenAiPayload payload
        ? new Request(payload, call.self(Object.class))
        : null;
  }

  @Override
  public @Nullable Object exit(
      Request request, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof HttpOptions options && GenAiLibrary.own(options) != null) {
      request.payload().sentBy(Client.of(request.client(), options));
    }
    return result;
  }
}
