// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** Serves {@link Requests} with a servlet in Tomcat. */
final class ServingTomcat implements Function<String, List<String>> {
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
        return Requests.answers(tomcat.getConnector().getLocalPort());
      } finally {
        tomcat.stop();
        tomcat.destroy();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Since Tomcat 8 each instance sets a factory that a JVM can only have once. */
  private static void leaveUrlsAlone() {
    try {
      TomcatURLStreamHandlerFactory.disable();
    } catch (NoClassDefFoundError tomcat7) {
      // has none
    }
  }
}
