// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat that undeploys a site as soon as it has served a request. */
public final class Main {
  private Main() {}

  /** Arguments: class path of the site, its class. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Context site = tomcat.addContext("", install(args[0], folder.resolve("site")).toString());
    tomcat.getServer().start(); // no connector is needed, as only this class sends requests
    serve(site.getLoader().getClassLoader(), args[1]);
    tomcat.getHost().removeChild(site);
    System.out.println("undeployed: " + site.getStateName());
    System.exit(0);
  }

  private static Path install(String classPath, Path site) throws IOException {
    Path libraries = Files.createDirectories(site.resolve("WEB-INF/lib"));
    Path classes = Files.createDirectories(site.resolve("WEB-INF/classes"));
    for (String each : List.of(classPath.split(File.pathSeparator))) {
      Path path = Path.of(each);
      if (Files.isDirectory(path)) {
        copy(path, classes);
      } else {
        Files.copy(path, libraries.resolve(path.getFileName()));
      }
    }
    return site;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  Path copy = to.resolve(from.relativize(file));
                  Files.createDirectories(copy.getParent());
                  Files.copy(file, copy);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
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
