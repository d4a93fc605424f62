// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** Lets a servlet in a Tomcat answer each request twice, first with a parent and then without. */
final class ServingTomcat implements Function<String, List<String>> {
  /** Where an answer comes from another run of the container's threads. */
  static final String LATER = "/later";

  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Override
  public List<String> apply(String servlet) {
    try {
      leaveUrlsAlone();
      Path folder = Files.createTempDirectory("tomcat");
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir(folder.toString());
      tomcat.setPort(0);
      tomcat.setSilent(true);
      tomcat.getEngine().setParentClassLoader(ServingTomcat.class.getClassLoader());
      var application = tomcat.addContext("", folder.toString());
      Wrapper noting = Tomcat.addServlet(application, "noting", servlet);
      noting.setAsyncSupported(true);
      noting.addMapping("/");
      tomcat.getConnector().setProperty("maxThreads", "1");
      tomcat.start();
      try {
        URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
        URI later = uri.resolve(LATER);
        return List.of(
            get(HttpRequest.newBuilder(uri).header("traceparent", TRACEPARENT)),
            get(HttpRequest.newBuilder(uri)),
            get(HttpRequest.newBuilder(later).header("traceparent", TRACEPARENT)),
            get(HttpRequest.newBuilder(later)));
      } finally {
        tomcat.stop();
        tomcat.destroy();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Since Tomcat 8 each sets a factory that a JVM can have but once. */
  private static void leaveUrlsAlone() {
    try {
      TomcatURLStreamHandlerFactory.disable();
    } catch (NoClassDefFoundError tomcat7) {
      // has none
    }
  }

  private static String get(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  /** Returns the id of the parent that is current, for servlets to answer with. */
  static String current() {
    RemoteParent parent = Context.current().get(RemoteParent.KEY);
    return parent == null ? "none" : parent.spanId();
  }
}
