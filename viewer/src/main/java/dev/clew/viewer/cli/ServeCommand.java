// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.FollowService;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.store.Retention;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.web.ServerSettings;
import dev.clew.viewer.web.Users;
import dev.clew.viewer.web.ViewerServer;
import dev.clew.viewer.web.ViewerState;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
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
      "Only this machine can reach it, unless --host says otherwise; then a token is required."
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

  @Option(names = "--port", defaultValue = "4319", description = "Port of the page; default: 4319.")
  int port = 4319;

  @Option(
      names = "--otlp-port",
      defaultValue = "4318",
      description = "Port for OTLP over HTTP; default: 4318; none disables it.")
  String otlpPort = "4318";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Token required from every client; default: none on this machine, otherwise a random one. Better set in the"
              + " variable CLEW_VIEWER_TOKEN, which other users cannot see.")
  @Nullable String token;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description =
          "Users with tokens and rights of their own, a line each, as clew token prints them.")
  @Nullable Path users;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "The address under which a reverse proxy makes the page known, such as"
              + " https://tools.example.com/clew. A token is then required.")
  @Nullable URI publicUrl;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description =
          "Where each export and change gets a line; default: audit.jsonl beside the store, if a"
              + " token is required.")
  @Nullable Path audit;

  @Option(names = "--open", description = "Open the browser.")
  boolean open;

  @Option(
      names = "--trace",
      paramLabel = "TRACE",
      description = "Id of a trace whose address to print, and to open with --open.")
  @Nullable String trace;

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
        ServingFile serving = announce(server, settings);
        FolderTailer tailer =
            stores.noRefresh
                ? null
                : new FolderTailer(
                    folder, store, counters, line -> err.println("clew: " + line), clock);
        follow.start(tailer, store, keep, clock);
        greet(server, settings, folder);
        end.await();
        withdraw(serving);
      }
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private ServerSettings settings() {
    if (trace != null && !trace.matches("[0-9a-f]{1,32}")) {
      throw new Failures.CommandFailed(Main.USAGE, "--trace must be the id of a trace");
    }
    boolean loopback = ServerSettings.isLoopback(host);
    String variable = System.getenv("CLEW_VIEWER_TOKEN");
    String given = token != null ? token : variable;
    if (given != null && given.length() < 16) {
      throw new Failures.CommandFailed(Main.USAGE, "--token must have at least 16 characters");
    }
    Users known = users();
    boolean shared = !loopback || publicUrl != null;
    String required = given != null ? given : shared && known == null ? random() : null;
    return new ServerSettings(
        host,
        port,
        otlpPort(),
        required,
        known,
        publicUrl(),
        audit != null || (required == null && known == null) ? audit : defaultAudit());
  }

  private Path defaultAudit() {
    return stores.home().database().resolveSibling("audit.jsonl");
  }

  private @Nullable Users users() {
    if (users == null) {
      return null;
    }
    try {
      return Users.of(users);
    } catch (IOException e) {
      throw new Failures.CommandFailed(
          Main.USAGE, "--users: " + users + " cannot be read (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      throw new Failures.CommandFailed(Main.USAGE, "--users: " + e.getMessage());
    }
  }

  private @Nullable URI publicUrl() {
    URI url = publicUrl;
    if (url != null
        && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
      throw new Failures.CommandFailed(
          Main.USAGE, "--public-url: \"" + url + "\" is not an http or https address");
    }
    return url;
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
      // Reported below.
    }
    throw new Failures.CommandFailed(Main.USAGE, "--otlp-port must be a port, or none");
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Lets the agent find this viewer instead of starting one; only for loopback addresses. */
  private @Nullable ServingFile announce(ViewerServer server, ServerSettings settings) {
    if (stores.store != null || stores.noRefresh || !ServerSettings.isLoopback(settings.host())) {
      return null;
    }
    try {
      ServingFile file = ServingFile.beside(stores.home().database());
      file.write(URI.create(server.address()).getPort());
      return file;
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println("clew: cannot record this viewer's address for the agent: " + e.getMessage());
      return null;
    }
  }

  private static void withdraw(@Nullable ServingFile serving) {
    if (serving != null) {
      try {
        serving.delete();
      } catch (IOException e) {
        // Readers of the file will find that the process no longer exists.
      }
    }
  }

  private void start(ViewerServer server, ServerSettings settings) {
    try {
      server.start();
    } catch (RuntimeException e) {
      String running = ServingFile.beside(stores.home().database()).address();
      throw new Failures.CommandFailed(
          Main.FAILED,
          "cannot listen on "
              + settings.host()
              + ", ports "
              + settings.port()
              + " and "
              + settings.otlpPort()
              + (running == null
                  ? ": is a viewer running already?"
                  : ": a viewer of these traces is running already, at " + running + ".")
              + " Choose other ports with --port and --otlp-port ("
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
    String base =
        settings.publicUrl() == null
            ? server.address()
            : settings.publicUrl().toString().replaceAll("/$", "");
    String address = base + (token == null ? "" : "/?token=" + token);
    String page =
        trace == null ? address : address + (token == null ? "/" : "") + "#/trace/" + trace;
    out.println("Clew viewer: " + address);
    if (trace != null) {
      out.println("Trace:       " + page);
    }
    if (server.otlpAddress() != null) {
      out.println("OTLP/HTTP:   " + server.otlpAddress() + "/v1/traces");
    }
    if (!stores.noRefresh) {
      out.println("Follows:     " + folder);
    }
    if (settings.users() != null) {
      out.println("Users:       open " + base + "/?token=… with a token of your own");
    }
    if (token != null) {
      out.println("Anyone with the token can read your agents' conversations; keep it secret.");
    }
    out.flush();
    if (open) {
      Browser.open(page);
    }
  }

  /** On a signal: lets the server close before the JVM exits. */
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
