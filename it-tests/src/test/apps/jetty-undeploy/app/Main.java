// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** A Jetty that undeploys a site as soon as it has served. */
public final class Main {
  private Main() {}

  /** Arguments: class path of the site, its class. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("jetty");
    WebAppContext site = new WebAppContext();
    site.setContextPath("/");
    site.setThrowUnavailableOnStartupException(true);
    site.setBaseResourceAsPath(folder);
    ResourceFactory resources = ResourceFactory.of(site);
    List<Resource> classPath = new ArrayList<>();
    for (String each : args[0].split(File.pathSeparator)) {
      classPath.add(resources.newResource(Path.of(each)));
    }
    site.setExtraClasspath(classPath);
    Server jetty = new Server(); // without a connector, since nobody sends requests
    jetty.setHandler(site);
    jetty.start();
    serve(site.getClassLoader(), args[1]);
    site.stop();
    System.out.println("undeployed: " + site.getState());
    System.exit(0);
  }

  private static void serve(ClassLoader loader, String className) throws Exception {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    Thread.currentThread().setContextClassLoader(loader);
    try {
      loader
          .loadClass(className)
          .getMethod("serve", String.class, String.class, ScheduledExecutorService.class)
          .invoke(null, "", "", scheduler);
    } finally {
      Thread.currentThread().setContextClassLoader(Main.class.getClassLoader());
      scheduler.shutdown();
    }
  }
}
