// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * Hooks {@code ExchangeFunction.exchange}: a {@code WebClient} call was subscribed to and is sent.
 */
final class ExchangeHook implements Hook<Object> {
  private static final LibraryClasses SPRING = LibraryClasses.in("org.springframework.");

  private final Propagation propagation;

  ExchangeHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Object enter(Call call) {
    ClientRequest request = call.required(0, ClientRequest.class);
    if (!SPRING.mayCall(request)) {
      return null; // the application's own class, which must not be called
    }
    Map<String, String> headers =
        propagation.headersToAdd(
            request.url().getHost(), name -> request.headers().getFirst(name) != null);
    if (!headers.isEmpty()) {
      ClientRequest.Builder copy = ClientRequest.from(request);
      headers.forEach((name, value) -> copy.header(name, value));
      call.replaceArgument(0, copy.build());
    }
    return null;
  }
}
