// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers immediately or later with the current parent, in any version of Java EE. */
public final class NotingJavaxServlet extends HttpServlet {
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
