// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat with two web applications that are asked at the same time. */
public final class Main {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Main() {}

  /** Arguments: the folders of the web applications. */
  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    Context old = deploy(tomcat, "/old", args[0]);
    deploy(tomcat, "/recent", args[1]);
    tomcat.start();
    int port = tomcat.getConnector().getLocalPort();
    both(port, "anna", "bert");
    both(port, "carl", "dora");
    tomcat.getHost().removeChild(old);
    System.out.println("old is undeployed: " + ask(port, "old", "anna").join().statusCode());
    System.out.println("recent: " + ask(port, "recent", "emil").join().body());
    System.exit(0);
  }

  private static void both(int port, String first, String second) {
    CompletableFuture<HttpResponse<String>> old = ask(port, "old", first);
    CompletableFuture<HttpResponse<String>> recent = ask(port, "recent", second);
    System.out.println("old: " + old.join().body());
    System.out.println("recent: " + recent.join().body());
  }

  private static Context deploy(Tomcat tomcat, String path, String folder) {
    Context context = tomcat.addContext(path, new File(folder).getAbsolutePath());
    Tomcat.addServlet(context, "ask", "app.Ask");
    context.addServletMappingDecoded("/ask", "ask");
    return context;
  }

  private static CompletableFuture<HttpResponse<String>> ask(
      int port, String application, String customer) {
    URI uri =
        URI.create("http://localhost:%d/%s/ask?customer=%s".formatted(port, application, customer));
    return CLIENT.sendAsync(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
