// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.FollowService;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.store.Retention;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.web.ServerSettings;
import dev.clew.viewer.web.ViewerServer;
import dev.clew.viewer.web.ViewerState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clew serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Follows the traces of this machine, receives OTLP, and serves the page and the REST API.",
      "Only this machine can reach it, unless --host says otherwise; then a token is needed."
    })
final class ServeCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin RetentionOptions retention = new RetentionOptions();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; default: 127.0.0.1.")
  String host = "127.0.0.1";

  @Option(names = "--port", defaultValue = "4319", description = "Of the page; default: 4319.")
  int port = 4319;

  @Option(
      names = "--otlp-port",
      defaultValue = "4318",
      description = "Of OTLP over HTTP; default: 4318, none to receive nothing.")
  String otlpPort = "4318";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Needed from everybody; default: none on this machine, else a random one. Better in the"
              + " variable CLEW_VIEWER_TOKEN, which other users cannot see.")
  @Nullable String token;

  @Option(names = "--open", description = "Open the browser.")
  boolean open;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Clock clock = Clock.systemUTC();
    ServerSettings settings = settings();
    Path folder = stores.home().traces();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(end, closed)));
    try (TraceStore store = stores.open()) {
      IngestCounters counters = new IngestCounters();
      Retention keep = retention.withDefaults();
      ViewerState state =
          new ViewerState(
              store, counters, settings, stores.noRefresh ? null : folder, keep, clock.millis());
      try (ViewerServer server = new ViewerServer(store, counters, settings, state, clock);
          FollowService follow = new FollowService(line -> err.println("clew: " + line))) {
        start(server, settings);
        FolderTailer tailer =
            stores.noRefresh
                ? null
                : new FolderTailer(
                    folder, store, counters, line -> err.println("clew: " + line), clock);
        follow.start(tailer, store, keep, clock);
        greet(server, settings, folder);
        end.await();
      }
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private ServerSettings settings() {
    boolean loopback = ServerSettings.isLoopback(host);
    String variable = System.getenv("CLEW_VIEWER_TOKEN");
    String given = token != null ? token : variable;
    if (given != null && given.length() < 16) {
      throw new Failures.CommandFailed(Main.USAGE, "--token: at least 16 characters");
    }
    return new ServerSettings(
        host, port, otlpPort(), given != null ? given : loopback ? null : random());
  }

  private int otlpPort() {
    if (otlpPort.equals("none")) {
      return -1;
    }
    try {
      int number = Integer.parseInt(otlpPort);
      if (number >= 0 && number < 65536) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new Failures.CommandFailed(Main.USAGE, "--otlp-port: a port, or none");
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void start(ViewerServer server, ServerSettings settings) {
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new Failures.CommandFailed(
          Main.FAILED,
          "cannot listen on "
              + settings.host()
              + ", ports "
              + settings.port()
              + " and "
              + settings.otlpPort()
              + ": is a viewer running already? Other ports: --port, --otlp-port ("
              + rootCause(e)
              + ")");
    }
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private void greet(ViewerServer server, ServerSettings settings, Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    String token = settings.token();
    String address = server.address() + (token == null ? "" : "/?token=" + token);
    out.println("Clew viewer: " + address);
    if (server.otlpAddress() != null) {
      out.println("OTLP/HTTP:   " + server.otlpAddress() + "/v1/traces");
    }
    if (!stores.noRefresh) {
      out.println("Follows:     " + folder);
    }
    if (token != null) {
      out.println("Whoever has the token can read what your agents were told; keep it secret.");
    }
    out.flush();
    if (open) {
      Browser.open(address);
    }
  }

  /** On a signal: lets the server close before the JVM goes. */
  private static void endAndWait(CountDownLatch end, CountDownLatch closed) {
    end.countDown();
    try {
      if (!closed.await(5, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(Main.FAILED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
