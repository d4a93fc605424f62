// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientRequest;

/**
 * Hooks {@code HttpClientOperations.beforeMarkSentHeaders}: the headers are complete. A redirected
 * request has those of the previous one, including Clew's headers for another host.
 */
final class SendHook implements Hook<HttpClientRequest> {
  private final Requests requests;
  private final Propagation propagation;

  SendHook(Requests requests, Propagation propagation) {
    this.requests = requests;
    this.propagation = propagation;
  }

  @Override
  public HttpClientRequest enter(Call call) {
    return call.self(HttpClientRequest.class);
  }

  @Override
  public @Nullable Object exit(
      HttpClientRequest request, @Nullable Object result, @Nullable Throwable thrown) {
    Context context = requests.takeContext(request);
    String url = context == null ? null : request.resourceUrl();
    if (context == null || url == null) {
      return result;
    }
    String host = host(url);
    HttpHeaders headers = request.requestHeaders();
    try (Scope asking = context.makeCurrent()) {
      propagation.headersToRemove(host, headers::get).forEach(headers::remove);
      propagation.headersToAdd(host, headers::contains).forEach(headers::set);
    }
    return result;
  }

  /** Reactor Netty accepts some hosts that Java cannot parse; those cannot have been configured. */
  private static @Nullable String host(String url) {
    try {
      return new URI(url).getHost();
    } catch (URISyntaxException invalid) {
      return null;
    }
  }
}
