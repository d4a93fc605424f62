// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Adds headers to requests that the client has made for itself. */
final class RequestHeaders {
  /** Handlers of the application may pass on requests of their own making. */
  private static final LibraryClasses LIBRARY = LibraryClasses.in("org.apache.hc.");

  private final Propagation propagation;

  RequestHeaders(Propagation propagation) {
    this.propagation = propagation;
  }

  /** Adds what is for the request's host, and takes off what is not but was at the redirect. */
  void addTo(HttpRequest request) {
    if (!LIBRARY.mayAsk(request)) {
      return;
    }
    String host = request.getAuthority() == null ? null : request.getAuthority().getHostName();
    propagation.headersNotFor(host, name -> value(request, name)).forEach(request::removeHeaders);
    propagation.headersTo(host, request::containsHeader).forEach(request::setHeader);
  }

  private static @Nullable String value(HttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
