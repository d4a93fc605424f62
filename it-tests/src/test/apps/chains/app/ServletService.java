// SPDX-License-Identifier: Apache-2.0
package app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Hops to servlets in a container whose threads serve all chains. */
final class ServletService implements AutoCloseable {
  private final Map<String, Runnable> works = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final ExecutorService pool = Executors.newFixedThreadPool(4);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Logger quiet = Logger.getLogger("org.apache");
  private final Tomcat tomcat = new Tomcat();

  ServletService() throws Exception {
    quiet.setLevel(Level.SEVERE);
    Path folder = Files.createTempDirectory("tomcat");
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    Context application = tomcat.addContext("", folder.toString());
    for (Kind kind : Kind.values()) {
      Tomcat.addServlet(application, kind.name(), new Serving(kind)).setAsyncSupported(true);
      application.addServletMappingDecoded("/" + kind + "/*", kind.name());
    }
    tomcat.getConnector().setProperty("minSpareThreads", "1");
    tomcat.start();
  }

  /** The thread that does the work of a request. */
  enum Kind {
    /** The container's thread, before the servlet returns. */
    SERVLET,
    /** A thread of the application's pool. */
    ASYNC_SERVLET_WITH_POOL,
    /** Another thread of the container. */
    ASYNC_SERVLET
  }

  Scenario.Hop hop(Kind kind) {
    return (step, work) -> {
      String path = "/" + kind + "/" + ids.incrementAndGet();
      works.put(path, work);
      URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
      client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    };
  }

  private void work(HttpServletRequest request, HttpServletResponse response) {
    try {
      works.remove(request.getRequestURI()).run();
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } catch (RuntimeException trouble) {
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  private final class Serving extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final Kind kind;

    Serving(Kind kind) {
      this.kind = kind;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      if (kind == Kind.SERVLET) {
        work(request, response);
        return;
      }
      AsyncContext later = request.startAsync();
      Runnable answer =
          () -> {
            work(request, response);
            later.complete();
          };
      if (kind == Kind.ASYNC_SERVLET) {
        later.start(answer);
      } else {
        pool.execute(answer);
      }
    }
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    pool.shutdown();
  }
}
