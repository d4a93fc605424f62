// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.testkit.WeavingExtension;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ServletTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ServletModule(), new JavaxServletModule());

  @TempDir Path folder;

  @Test
  void parentThatArrives_isCurrentWhileTheServletServes() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    var application = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(application, "noting", new NotingServlet());
    application.addServletMappingDecoded("/", "noting");
    tomcat.getConnector().setProperty("maxThreads", "1");
    tomcat.start();
    try {
      URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");

      assertThat(get(HttpRequest.newBuilder(uri).header("traceparent", TRACEPARENT)))
          .isEqualTo("b7ad6b7169203331");
      assertThat(get(HttpRequest.newBuilder(uri))).isEqualTo("none");
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void servletOfJavaEe_hasItsParentToo() throws Exception {
    List<String> seen = new ArrayList<>();
    var servlet =
        new javax.servlet.http.HttpServlet() {
          @Override
          protected void service(
              javax.servlet.http.HttpServletRequest request,
              javax.servlet.http.HttpServletResponse response) {
            seen.add(current());
          }
        };
    InvocationHandler answers =
        (proxy, method, arguments) ->
            method.getName().equals("getHeader") && arguments[0].equals("traceparent")
                ? TRACEPARENT
                : null;

    servlet.service(
        (javax.servlet.ServletRequest) proxy(javax.servlet.http.HttpServletRequest.class, answers),
        proxy(javax.servlet.http.HttpServletResponse.class, answers));

    assertThat(seen).containsExactly("b7ad6b7169203331");
    assertThat(current()).isEqualTo("none");
  }

  private static <T> T proxy(Class<T> type, InvocationHandler answers) {
    return type.cast(
        Proxy.newProxyInstance(ServletTest.class.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private static String get(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  private static String current() {
    RemoteParent parent = Context.current().get(RemoteParent.KEY);
    return parent == null ? "none" : parent.spanId();
  }

  private static final class NotingServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().write(current());
    }
  }
}
