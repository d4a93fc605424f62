// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.alerts.AlertBook;
import dev.clew.viewer.alerts.AlertService;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.query.FilterException;
import dev.clew.viewer.store.StoreException;
import dev.clew.viewer.store.TraceStore;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Clock;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The HTTP server: API, events and page on one port, the receiver of OTLP on another. */
public final class ViewerServer implements AutoCloseable {

  private static final int THREADS = 32;

  private final Javalin http;
  private final @Nullable Javalin otlp;
  private final EventHub events;
  private final ServerSettings settings;
  private final ViewerState state;
  private final WarmUp warmUp;
  private final AlertService alerts;

  public ViewerServer(
      TraceStore store,
      IngestCounters counters,
      ServerSettings settings,
      ViewerState state,
      Clock clock) {
    this.settings = settings;
    this.state = state;
    this.events = new EventHub(store, state, clock::millis);
    Access access = new Access(settings);
    AuditLog audit = new AuditLog(settings.auditFile(), clock);
    Requests requests = new Requests(clock);
    Traces traces = new Traces(store);
    warmUp = new WarmUp(store);
    alerts =
        new AlertService(
            store,
            clock,
            line -> System.getLogger("dev.clew.viewer").log(System.Logger.Level.WARNING, line));
    http =
        create(
            "clew-viewer-http",
            config -> {
              if (ServerSettings.isLoopback(settings.host())) {
                // Compressing a large trace takes longer than creating it, and the connection is
                // local.
                config.http.compressionStrategy = CompressionStrategy.NONE;
              }
              config.router.contextPath = settings.prefix() + "/";
              config.routes.before(access::check);
              config.routes.beforeMatched(Access::content);
              config.routes.before(context -> warmUp.standBack());
              new TraceRoutes(store, traces, requests, clock).add(config.routes);
              new SpanRoutes(store, traces, audit).add(config.routes);
              new MetricRoutes(store, requests).add(config.routes);
              new AlertRoutes(new AlertBook(store), alerts, audit).add(config.routes);
              new CompareRoutes(store, traces, requests).add(config.routes);
              new FieldRoutes(store, requests, clock).add(config.routes);
              new ViewRoutes(store, clock).add(config.routes);
              new ExportRoutes(store, traces, requests, audit).add(config.routes);
              new HealthRoutes(store, state, clock).add(config.routes);
              new EventRoutes(store, traces, events, requests).add(config.routes);
              new PageRoutes().add(config.routes);
            });
    otlp =
        settings.otlpPort() < 0
            ? null
            : create(
                "clew-viewer-otlp",
                config -> {
                  config.routes.before(context -> new OtlpAccess(settings).check(context));
                  new OtlpRoutes(store, counters).add(config.routes);
                });
  }

  private static Javalin create(String name, Consumer<JavalinConfig> routes) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.http.generateEtags = false;
          QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
          threads.setName(name);
          threads.setDaemon(true);
          config.jetty.threadPool = threads;
          config.jetty.modifyHttpConfiguration(ViewerServer::plain);
          routes.accept(config);
          failures(config);
        });
  }

  private static void plain(HttpConfiguration configuration) {
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(32 << 10);
  }

  private static void failures(JavalinConfig config) {
    config.routes.exception(
        HttpProblem.class,
        (problem, context) ->
            answer(
                context,
                problem.status(),
                String.valueOf(problem.getMessage()),
                problem.position()));
    config.routes.exception(
        FilterException.class,
        (e, context) -> answer(context, 400, "filter: " + e.getMessage(), e.position()));
    config.routes.exception(
        StoreException.class,
        (e, context) -> answer(context, 500, String.valueOf(e.getMessage()), null));
    config.routes.exception(
        HttpResponseException.class,
        (e, context) -> answer(context, e.getStatus(), String.valueOf(e.getMessage()), null));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          System.getLogger("dev.clew.viewer")
              .log(System.Logger.Level.WARNING, context.path() + ": " + e, e);
          answer(context, 500, "the viewer failed; see its log", null);
        });
    config.routes.error(
        404,
        context -> {
          if (context.result() == null || "Not Found".equals(context.result())) {
            answer(context, 404, "nothing is here", null);
          }
        });
  }

  private static void answer(
      Context context, int status, String title, @Nullable Integer position) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("title", title).put("status", status);
    if (position != null) {
      json.put("position", position);
    }
    context.status(status);
    context.contentType("application/problem+json").result(Json.writeBytes(json));
  }

  /** Starts both; throws if a port is taken. */
  public void start() {
    http.start(settings.host(), settings.port());
    if (otlp != null) {
      try {
        otlp.start(settings.host(), settings.otlpPort());
      } catch (RuntimeException e) {
        http.stop();
        throw e;
      }
    }
    state.listening(address(), otlpAddress());
    events.start();
    warmUp.start();
    alerts.start();
  }

  /** Such as {@code http://127.0.0.1:4319}. */
  public String address() {
    return url(http.port());
  }

  public @Nullable String otlpAddress() {
    return otlp == null ? null : url(otlp.port());
  }

  private String url(int port) {
    String host = settings.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public void close() {
    events.close();
    alerts.close();
    http.stop();
    if (otlp != null) {
      otlp.stop();
    }
  }
}
