// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with the parent that is current, to whatever version of Jakarta EE asks. */
public final class NotingServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().write(ServingTomcat.current());
  }
}
