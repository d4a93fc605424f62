// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers immediately or later with the current parent, in any version of Jakarta EE. */
public final class NotingServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getRequestURI().equals(Requests.LATER)) {
      response.getWriter().write(Requests.current());
      return;
    }
    AsyncContext later = request.startAsync();
    later.start(
        () -> {
          try {
            response.getWriter().write(Requests.current());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } finally {
            later.complete();
          }
        });
  }
}
