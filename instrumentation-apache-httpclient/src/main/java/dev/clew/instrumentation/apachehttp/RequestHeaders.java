// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.hook.Propagation;
import java.util.Map;
import org.apache.hc.core5.http.HttpRequest;

/** Adds headers to requests that the client has made for itself. */
final class RequestHeaders {
  private final Propagation propagation;

  RequestHeaders(Propagation propagation) {
    this.propagation = propagation;
  }

  void addTo(HttpRequest request) {
    Map<String, String> headers =
        propagation.headersTo(
            request.getAuthority() == null ? null : request.getAuthority().getHostName(),
            request::containsHeader);
    headers.forEach(request::setHeader);
  }
}
