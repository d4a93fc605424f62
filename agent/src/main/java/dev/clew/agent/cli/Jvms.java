// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JVMs of this user, through the JDK's attach API. */
class Jvms {
  private static final String ENTRANCE = "dev.clew.agent.ClewAgent";
  private static final Pattern AGENT = Pattern.compile("-javaagent:(.+?\\.jar)(?=[=\\s]|$)");
  private static final String SET = "set";
  private static final int LIST_SECONDS = 3;

  /** Longer than a detach may take, which delivers what waits. */
  private static final int ASK_SECONDS = 90;

  /** Returns all JVMs but this one. */
  List<Jvm> all() throws JvmException {
    requireAttachApi();
    long own = ProcessHandle.current().pid();
    List<FutureTask<Jvm>> looks = new ArrayList<>();
    for (VirtualMachineDescriptor each : VirtualMachine.list()) {
      long pid = Long.parseLong(each.id());
      if (pid != own) {
        looks.add(start(() -> look(pid)));
      }
    }
    List<Jvm> found = new ArrayList<>();
    for (FutureTask<Jvm> look : looks) {
      try {
        found.add(look.get(LIST_SECONDS, TimeUnit.SECONDS));
      } catch (ExecutionException | TimeoutException gone) {
        // It ended meanwhile, or does not answer.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return found;
      }
    }
    return found;
  }

  /** Looks at one JVM. */
  Jvm jvm(long pid) throws JvmException {
    return within(ASK_SECONDS, pid, () -> look(pid));
  }

  /**
   * Has the JVM execute a command of the agent, and returns the answer.
   *
   * @param settings for {@code attach}: {@code name=value,…}; for {@code set}: one per line
   */
  String ask(long pid, String command, String format, String settings) throws JvmException {
    return within(ASK_SECONDS, pid, () -> load(pid, command, format, settings));
  }

  private static String load(long pid, String command, String format, String settings)
      throws JvmException, IOException {
    Path answer = answerFile(pid);
    boolean set = command.equals(SET);
    String arguments =
        "command=%s,format=%s,out=%s,%s".formatted(command, format, answer, set ? "" : settings);
    if (set) {
      Files.writeString(answer, settings, StandardCharsets.UTF_8);
    }
    VirtualMachine jvm = attached(pid);
    try {
      jvm.loadAgent(agentJar().toString(), arguments);
      String text = Files.readString(answer, StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      if (end < 0 || text.equals(settings)) {
        throw new JvmException(
            "%d did not answer; its stderr may say why. Is the Clew in it older than this jar?"
                .formatted(pid));
      }
      String rest = text.substring(end + 1);
      if (!text.startsWith("ok\n")) {
        throw new JvmException(set ? refusal(pid, rest.strip()) : failed(pid, command, rest));
      }
      return rest;
    } catch (AgentLoadException refused) {
      throw new JvmException(
          ("%d loads no agents (%s). It may run with -XX:-EnableDynamicAgentLoading, or cannot read"
                  + " %s; start it with -javaagent instead")
              .formatted(pid, refused.getMessage(), agentJar()));
    } catch (AgentInitializationException failed) {
      throw new JvmException(
          "%d could not start Clew (%s); its stderr says why".formatted(pid, failed.getMessage()));
    } finally {
      jvm.detach();
      Files.deleteIfExists(answer);
    }
  }

  private static String failed(long pid, String command, String answer) {
    return "%s of %d failed: %s".formatted(command, pid, answer.strip());
  }

  private static String refusal(long pid, String answer) {
    return answer.endsWith("does not know the command " + SET)
        ? ("the Clew in %d is older than this command and cannot be changed while it runs; restart"
                + " the application with this clew-agent.jar")
            .formatted(pid)
        : answer;
  }

  private static Jvm look(long pid) throws JvmException, IOException {
    VirtualMachine jvm = attached(pid);
    try {
      Properties system = jvm.getSystemProperties();
      Properties agent = jvm.getAgentProperties();
      String command = agent.getProperty("sun.java.command", "");
      String main = command.split(" ", 2)[0];
      return new Jvm(
          pid,
          main.isEmpty() ? "?" : main,
          system.getProperty("java.version", "?"),
          clew(pid, agent, system.getProperty("user.dir", "")));
    } finally {
      jvm.detach();
    }
  }

  private static String clew(long pid, Properties agent, String folder) {
    String note = agent.getProperty("clew");
    if (note != null) {
      String[] words = note.split(" ", 2);
      return words[0]
          + " "
          + Instant.ofEpochMilli(Long.parseLong(words[1])).truncatedTo(ChronoUnit.SECONDS);
    }
    Matcher agents = AGENT.matcher(agent.getProperty("sun.jvm.args", ""));
    while (agents.find()) {
      if (isClew(new File(folder).toPath().resolve(agents.group(1)))) {
        String since =
            ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> " " + start.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return "premain" + since;
      }
    }
    return Jvm.WITHOUT;
  }

  private static boolean isClew(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest != null
          && ENTRANCE.equals(manifest.getMainAttributes().getValue("Premain-Class"));
    } catch (IOException unreadable) {
      return String.valueOf(jar.getFileName()).contains("clew-agent");
    }
  }

  private static VirtualMachine attached(long pid) throws JvmException {
    requireAttachApi();
    Processes.check(pid);
    try {
      return VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException | IOException refused) {
      throw new JvmException(
          ("%d does not accept attaching: it is not a HotSpot JVM, it hangs, or it was started with"
                  + " -XX:+DisableAttachMechanism (%s)")
              .formatted(pid, refused.getMessage()));
    }
  }

  private static void requireAttachApi() throws JvmException {
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      throw new JvmException(
          "this Java (%s) lacks the module jdk.attach; run the command with a JDK"
              .formatted(System.getProperty("java.home")));
    }
  }

  /** Creates the file for the answer, which nobody but the JVM's user can read. */
  private static Path answerFile(long pid) throws IOException {
    Path file = Files.createTempFile("clew-", ".answer");
    Path process = Path.of("/proc", Long.toString(pid));
    if (Files.exists(process) && !Files.getOwner(process).equals(Files.getOwner(file))) {
      Files.setOwner(file, Files.getOwner(process)); // for root, who may attach to anybody's
    }
    return file;
  }

  private static Path agentJar() throws JvmException {
    try {
      return Path.of(Jvms.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new JvmException("cannot find the agent's jar: " + e.getMessage());
    }
  }

  private static <T> FutureTask<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "clew-attach");
    thread.setDaemon(true); // a JVM that does not answer must not keep this one
    thread.start();
    return future;
  }

  private static <T> T within(int seconds, long pid, Callable<T> task) throws JvmException {
    try {
      return start(task).get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      @Nullable Throwable cause = e.getCause();
      throw cause instanceof JvmException told
          ? told
          : new JvmException("%d cannot be asked: %s".formatted(pid, cause));
    } catch (TimeoutException e) {
      throw new JvmException("%d did not answer within %d s".formatted(pid, seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JvmException("interrupted");
    }
  }
}
