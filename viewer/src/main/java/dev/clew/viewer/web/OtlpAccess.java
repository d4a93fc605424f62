// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import io.javalin.http.Context;

/**
 * Access control for the OTLP receiver: programs may send traces, web pages may not. A browser
 * sends an {@code Origin} with each request of this kind, a program does not. If a token is
 * required, it is sent as a bearer token.
 */
final class OtlpAccess {

  private final ServerSettings settings;

  OtlpAccess(ServerSettings settings) {
    this.settings = settings;
  }

  void check(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    if (context.header("Origin") != null) {
      throw new HttpProblem(403, "pages may not send traces");
    }
    if (!settings.needsToken()) {
      return;
    }
    User user =
        Access.find(settings, Access.bearer(context))
            .orElseThrow(() -> new HttpProblem(401, "Authorization: a bearer token is required"));
    if (!user.may(Right.SEND)) {
      throw new HttpProblem(403, "this token has no right \"send\"; clew token makes one that has");
    }
  }
}
