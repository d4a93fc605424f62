// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server started by its own script, with the agent as docs/frameworks.md says. */
final class InstalledServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Path base;
  private final Path deployments;
  private final int port;
  private final Process process;

  private InstalledServer(Path base, Path deployments, int port, Process process) {
    this.base = base;
    this.deployments = deployments;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param base an empty folder for this run
   * @param agent the JVM option, or an empty text
   */
  static InstalledServer start(
      String name, Path servers, Path base, String agent, List<Path> wars, Map<String, String> env)
      throws Exception {
    int port = freePort();
    Path deployments =
        Files.createDirectories(base.resolve(name.equals("wildfly") ? "deployments" : "webapps"));
    for (Path war : wars) {
      Files.copy(war, deployments.resolve(war.getFileName()));
    }
    ProcessBuilder builder =
        switch (name) {
          case "tomcat" -> tomcat(only(servers, "apache-tomcat-"), base, port, agent);
          case "jetty" -> jetty(only(servers, "jetty-home-"), base, port, agent);
          default -> wildfly(only(servers, "wildfly-"), base, port, agent);
        };
    builder.environment().keySet().removeIf(each -> each.startsWith("CLEW_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JAVA_HOME", Jdk.running().home().toString());
    builder.environment().put("CLEW_HOME", base.resolve("home").toString());
    builder.environment().putAll(env);
    Process process =
        builder
            .directory(base.toFile())
            .redirectOutput(base.resolve("stdout.txt").toFile())
            .redirectError(base.resolve("stderr.txt").toFile())
            .start();
    return new InstalledServer(base, deployments, port, process);
  }

  private static ProcessBuilder tomcat(Path home, Path base, int port, String agent)
      throws IOException {
    Path conf = Files.createDirectories(base.resolve("conf"));
    Files.createDirectories(base.resolve("temp"));
    String server = Files.readString(home.resolve("conf/server.xml"));
    Files.writeString(
        conf.resolve("server.xml"),
        server.replace("port=\"8080\"", "port=\"" + port + "\"").replace("\"8005\"", "\"-1\""));
    Files.copy(home.resolve("conf/web.xml"), conf.resolve("web.xml"));
    Path script = Files.createDirectories(base.resolve("bin")).resolve("setenv.sh");
    Files.writeString(script, "CATALINA_OPTS=\"$CATALINA_OPTS " + agent + "\"\n");
    ProcessBuilder builder =
        new ProcessBuilder("sh", home.resolve("bin/catalina.sh").toString(), "run");
    builder.environment().put("CATALINA_HOME", home.toString());
    builder.environment().put("CATALINA_BASE", base.toString());
    return builder;
  }

  private static ProcessBuilder jetty(Path home, Path base, int port, String agent)
      throws IOException {
    Path start = Files.createDirectories(base.resolve("start.d"));
    Files.writeString(
        start.resolve("server.ini"),
        """
        --module=http
        jetty.http.port=%d
        jetty.deploy.scanInterval=1
        """
            .formatted(port));
    // Settings after such a module would be those of its environment, not of the server.
    Files.writeString(start.resolve("applications.ini"), "--module=ee10-deploy\n");
    if (!agent.isEmpty()) {
      Files.writeString(start.resolve("clew.ini"), "--exec\n" + agent + "\n");
    }
    return new ProcessBuilder(
        Jdk.running().program("java").toString(), "-jar", home.resolve("start.jar").toString());
  }

  private static ProcessBuilder wildfly(Path home, Path base, int port, String agent)
      throws IOException {
    Path from = home.resolve("standalone/configuration");
    Path configuration = Files.createDirectories(base.resolve("configuration"));
    try (var files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port));
    for (String other : List.of("https", "management.http", "management.https", "ajp")) {
      command.add("-Djboss." + other + ".port=" + freePort());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true " + agent);
    builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1"); // passes signals on
    return builder;
  }

  /**
   * Waits until the application answers with {@code status}, and returns the answer.
   *
   * @param customer is empty if the model should not be asked
   */
  String await(String application, String customer, int status) throws Exception {
    URI uri =
        URI.create("http://localhost:%d/%s/ask?customer=%s".formatted(port, application, customer));
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        HttpResponse<String> response =
            CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == status) {
          return response.body();
        }
      } catch (IOException notYet) {
        // refused
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no " + status + " from " + uri + ": see " + base);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Removes an application as an operator would. */
  void undeploy(String application) throws IOException {
    Files.delete(deployments.resolve(application + ".war"));
  }

  /** Stops it as a service manager would. */
  JvmExit stop() throws Exception {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("does not stop: see " + base);
    }
    for (ProcessHandle each : started) {
      each.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    return new JvmExit(
        process.exitValue(),
        Files.readString(base.resolve("stdout.txt")),
        Files.readString(base.resolve("stderr.txt")),
        base.resolve("home"));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Path only(Path folder, String prefix) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .findAny()
          .orElseThrow();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
