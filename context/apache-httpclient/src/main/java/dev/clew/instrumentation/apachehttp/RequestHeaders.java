// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Adds headers to requests that the client created itself. */
final class RequestHeaders {
  /** The application's own handlers may pass on requests of their own classes. */
  private static final LibraryClasses LIBRARY = LibraryClasses.in("org.apache.hc.");

  private final Propagation propagation;

  RequestHeaders(Propagation propagation) {
    this.propagation = propagation;
  }

  /**
   * Adds the headers for the request's host, and removes those added for another host before a
   * redirect.
   */
  void addTo(HttpRequest request) {
    if (!LIBRARY.mayCall(request)) {
      return;
    }
    String host = request.getAuthority() == null ? null : request.getAuthority().getHostName();
    propagation.headersToRemove(host, name -> value(request, name)).forEach(request::removeHeaders);
    propagation.headersToAdd(host, request::containsHeader).forEach(request::setHeader);
  }

  private static @Nullable String value(HttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
