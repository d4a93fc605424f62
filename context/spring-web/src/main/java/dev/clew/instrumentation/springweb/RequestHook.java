// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequest;

/** Hooks {@code AbstractClientHttpRequest.execute}: a {@code RestClient}'s request is complete. */
final class RequestHook implements Hook<Object> {
  private static final LibraryClasses SPRING = LibraryClasses.in("org.springframework.");

  private final Propagation propagation;

  RequestHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Object enter(Call call) {
    ClientHttpRequest request = call.self(ClientHttpRequest.class);
    if (!SPRING.mayCall(request)) {
      return null; // the application's own class, which must not be called
    }
    HttpHeaders present = request.getHeaders();
    Map<String, String> headers =
        propagation.headersToAdd(
            request.getURI().getHost(), name -> present.getFirst(name) != null);
    headers.forEach(present::set);
    return null;
  }
}
