// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clew must not call requests written or wrapped by an application. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ServletModule(), new JavaxServletModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  private static final class Idle extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {}
  }

  private static final class IdleJavax extends javax.servlet.http.HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(
        javax.servlet.http.HttpServletRequest request,
        javax.servlet.http.HttpServletResponse response) {}
  }

  private static void serve(HttpServletRequest request) throws Exception {
    Servlet idle = new Idle();
    idle.service(request, Probe.implementing(HttpServletResponse.class));
  }

  private static void serveJavax(javax.servlet.http.HttpServletRequest request) throws Exception {
    javax.servlet.Servlet idle = new IdleJavax();
    idle.service(request, Probe.implementing(javax.servlet.http.HttpServletResponse.class));
  }

  @Test
  void ownRequest_isNotCalled() throws Exception {
    serve(Probe.implementing(HttpServletRequest.class));

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownWrapper_isNotCalled() throws Exception {
    HttpServletRequest own = Probe.implementing(HttpServletRequest.class);

    serve(
        Probe.like(new HttpServletRequestWrapper(Probe.like(new HttpServletRequestWrapper(own)))));

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownRequestBelowTheLibrarysWrapper_isNotCalled() throws Exception {
    serve(new HttpServletRequestWrapper(Probe.implementing(HttpServletRequest.class)));

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownRequestOfJavaEe_isNotCalled() throws Exception {
    var own = Probe.implementing(javax.servlet.http.HttpServletRequest.class);

    serveJavax(own);
    serveJavax(Probe.like(new javax.servlet.http.HttpServletRequestWrapper(own)));

    assertThat(Probe.calls()).isEmpty();
  }
}
