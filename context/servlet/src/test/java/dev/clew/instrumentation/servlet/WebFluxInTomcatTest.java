// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.WeavingExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.TomcatHttpHandlerAdapter;
import reactor.core.publisher.Mono;

class WebFluxInTomcatTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new ServletModule(), new JavaxServletModule());

  @TempDir Path folder;

  @Test
  void parentThatArrives_isCurrentWhereTheHandlerIsCalledAndSubscribedTo() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpHandler handler =
        (request, response) -> {
          seen.add(Requests.current());
          return Mono.defer(
              () -> {
                seen.add(Requests.current());
                return response.setComplete();
              });
        };
    TomcatURLStreamHandlerFactory.disable();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    var application = tomcat.addContext("", folder.toString());
    var servlet = Tomcat.addServlet(application, "flux", new TomcatHttpHandlerAdapter(handler));
    servlet.setAsyncSupported(true);
    application.addServletMappingDecoded("/*", "flux");
    tomcat.start();
    try {
      URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).header("traceparent", TRACEPARENT).build();

      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }

    assertThat(seen).containsExactly("b7ad6b7169203331", "b7ad6b7169203331");
  }
}
