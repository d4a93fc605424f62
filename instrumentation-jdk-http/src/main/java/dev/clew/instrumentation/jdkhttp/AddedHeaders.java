// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.WeakIdentityMap;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes along with requests on the wire and nowhere else: requests are immutable, the
 * application sees them again in responses, and a copy of one that opens a web socket would open
 * none.
 */
final class AddedHeaders {
  private final WeakIdentityMap<HttpRequest, Added> requests = new WeakIdentityMap<>();
  private final Propagation propagation;

  AddedHeaders(Propagation propagation) {
    this.propagation = propagation;
  }

  private record Added(Context context, Map<String, String> headers) {}

  /** Decides anew for each request: a redirect may lead to a host that is not meant. */
  void decide(HttpRequest request, Context context) {
    HttpHeaders present = request.headers();
    try (Scope asking = context.makeCurrent()) {
      Map<String, String> headers =
          propagation.headersTo(
              request.uri().getHost(), name -> present.firstValue(name).isPresent());
      requests.put(request, new Added(context, headers));
    }
  }

  @Nullable Context contextOf(HttpRequest request) {
    Added added = requests.isEmpty() ? null : requests.get(request);
    return added == null ? null : added.context();
  }

  /** Returns what was decided for the request, empty if nothing is to be added. */
  Map<String, String> of(HttpRequest request) {
    Added added = requests.isEmpty() ? null : requests.get(request);
    return added == null ? Map.of() : added.headers();
  }
}
