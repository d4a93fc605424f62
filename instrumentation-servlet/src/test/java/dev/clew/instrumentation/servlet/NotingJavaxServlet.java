// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers with the parent that is current, to whatever version of Java EE asks. */
public final class NotingJavaxServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().write(ServingTomcat.current());
  }
}
