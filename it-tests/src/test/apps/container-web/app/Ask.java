// SPDX-License-Identifier: Apache-2.0
package app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A web application that serves the customer named in the request. */
public final class Ask extends HttpServlet {
  private static final long serialVersionUID = 1;

  private transient Desk desk;

  @Override
  public void init() {
    desk = new Desk(System.getenv("OPENAI_BASE_URL"), System.getenv("OPENAI_API_KEY"));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    String customer = request.getParameter("customer");
    response.getWriter().println(customer.isEmpty() ? "open" : desk.serve(customer));
  }
}
