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
 * What goes along with requests on the wire and nowhere else: requests are immutable, the
 * application sees them again in responses, and a copy of one that opens a web socket would open
 * none. What Spring's hook has added to a request stays behind at a redirect.
 */
final class AddedHeaders {
  private final WeakIdentityMap<HttpRequest, Added> requests = new WeakIdentityMap<>();
  private final Propagation propagation;

  AddedHeaders(Propagation propagation) {
    this.propagation = propagation;
  }

  /**
   * What was decided for a request.
   *
   * @param taken names of headers that are not for its host
   */
  record Added(Context context, Map<String, String> headers, Set<String> taken) {
    boolean isNothing() {
      return headers.isEmpty() && taken.isEmpty();
    }
  }

  /** Decides anew for each request: a redirect may lead to a host that is not meant. */
  void decide(HttpRequest request, Context context) {
    HttpHeaders present = request.headers();
    try (Scope asking = context.makeCurrent()) {
      String host = request.uri().getHost();
      Map<String, String> headers =
          propagation.headersTo(host, name -> present.firstValue(name).isPresent());
      Set<String> taken =
          propagation.headersNotFor(host, name -> present.firstValue(name).orElse(null));
      requests.put(request, new Added(context.kept(), headers, taken));
    }
  }

  @Nullable Context contextOf(HttpRequest request) {
    Added added = of(request);
    return added == null ? null : added.context();
  }

  /** Returns what was decided for the request, or null if it was sent outside of a trace. */
  @Nullable Added of(HttpRequest request) {
    return requests.isEmpty() ? null : requests.get(request);
  }
}
