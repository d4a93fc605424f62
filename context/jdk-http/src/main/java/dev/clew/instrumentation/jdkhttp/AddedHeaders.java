// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.WeakIdentityMap;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Headers that are added to requests on the wire only: requests are immutable, the application sees
 * them again in responses, and a copy of a WebSocket request would not open a WebSocket. Headers
 * that Spring's hook has added to a request are dropped at a redirect.
 */
final class AddedHeaders {
  private final WeakIdentityMap<HttpRequest, Added> requests = new WeakIdentityMap<>();
  private final Propagation propagation;

  AddedHeaders(Propagation propagation) {
    this.propagation = propagation;
  }

  /**
   * The decision for a request.
   *
   * @param removed names of headers to remove, because they are not for its host
   */
  record Added(Context context, Map<String, String> headers, Set<String> removed) {
    boolean isEmpty() {
      return headers.isEmpty() && removed.isEmpty();
    }
  }

  /** Decides anew for each request, because a redirect may lead to a host that is not enabled. */
  void decide(HttpRequest request, Context context) {
    HttpHeaders present = request.headers();
    try (Scope asking = context.makeCurrent()) {
      String host = request.uri().getHost();
      Map<String, String> headers =
          propagation.headersToAdd(host, name -> present.firstValue(name).isPresent());
      Set<String> removed =
          propagation.headersToRemove(host, name -> present.firstValue(name).orElse(null));
      requests.put(request, new Added(context.forStorage(), headers, removed));
    }
  }

  @Nullable Context contextOf(HttpRequest request) {
    Added added = of(request);
    return added == null ? null : added.context();
  }

  /** Returns the decision for the request, or null if it was sent outside a trace. */
  @Nullable Added of(HttpRequest request) {
    return requests.isEmpty() ? null : requests.get(request);
  }
}
