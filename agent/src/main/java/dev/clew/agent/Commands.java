// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Executes what another process asks of this JVM, by loading the agent once more with arguments of
 * the form {@code command=doctor,format=json,out=/path}. The answer goes into the file, which the
 * asking process has created; its first line is {@code ok} or {@code failed}.
 *
 * <p>Loaded only when something is asked.
 */
final class Commands {
  static final String PREFIX = "command=";
  private static final String FORMAT = "format=";
  private static final String OUT = "out=";

  private final Instrumentation instrumentation;
  private boolean ok = true;

  private Commands(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  static void run(String arguments, Instrumentation instrumentation) {
    String[] pieces = arguments.split(",", 4);
    String command = pieces[0].substring(PREFIX.length());
    String format = pieces.length > 1 ? pieces[1].substring(FORMAT.length()) : "";
    String out = pieces.length > 2 ? pieces[2].substring(OUT.length()) : "";
    String rest = pieces.length > 3 && !pieces[3].isBlank() ? pieces[3] : null;
    Commands commands = new Commands(instrumentation);
    // A thread of its own, so that nothing stays behind in the thread locals of the JVM's.
    Thread thread =
        new Thread(
            null, () -> commands.answer(command, format, rest, out), "clew-command", 0, false);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String command, String format, @Nullable String rest, String out) {
    String answer;
    try {
      answer = execute(command, format.equals("json"), rest, out);
    } catch (Throwable failure) {
      ok = false;
      answer = StandardError.describe(failure);
    }
    try (FileOutputStream file = new FileOutputStream(out)) {
      file.write(((ok ? "ok\n" : "failed\n") + answer).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      StandardError.print("warning: cannot answer " + command + ": " + e);
    }
  }

  private String execute(String command, boolean json, @Nullable String rest, String out)
      throws Exception {
    switch (command) {
      case "doctor" -> {
        return page(instrumentation, json);
      }
      case "attach" -> {
        String reason = Attachment.start(rest, instrumentation, true);
        ok = reason == null;
        if (ok) {
          note("attached " + System.currentTimeMillis());
        }
        return reason == null ? "" : reason;
      }
      case "detach" -> {
        String remains = Attachment.detach();
        ok = remains == null;
        if (Attachment.activation() == null) {
          note("detached " + System.currentTimeMillis());
        }
        return remains == null ? "" : remains;
      }
      case "set" -> {
        return set(requested(out));
      }
      default -> {
        ok = false;
        return "this version of Clew does not know the command " + command;
      }
    }
  }

  /** Changes settings, or lists those that can be changed. */
  private String set(List<String> wanted) {
    Activation present = Attachment.activation();
    BiFunction<String, @Nullable Object, @Nullable Object> agent =
        present == null ? null : present.agent();
    if (agent == null) {
      ok = false;
      String off = Attachment.reasonOff();
      return present != null
          ? "Clew has not started in this JVM, because no class of a supported library has been"
              + " loaded; nothing is changed"
          : "Clew is off in this JVM: " + (off == null ? "it was detached" : off);
    }
    Object[] answer = (Object[]) Objects.requireNonNull(agent.apply("set", wanted));
    ok = Boolean.TRUE.equals(answer[0]);
    return String.valueOf(answer[1]);
  }

  /**
   * Reads the lines that the asking process has written into the file: unlike arguments, they may
   * be of any length and contain commas.
   */
  private static List<String> requested(String file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    }
  }

  private static String page(Instrumentation instrumentation, boolean json) throws Exception {
    Activation present = Attachment.activation();
    if (present != null) {
      return present.page(json);
    }
    Map<String, Object> facts = new HashMap<>();
    String off = Attachment.reasonOff();
    facts.put("off", off == null ? "it is not attached, or was detached" : off);
    return Activation.idlePage(
        Attachment.jar(), null, new Properties(), instrumentation, facts, json);
  }

  /** Leaves a note that {@code list} can read without loading anything into this JVM. */
  private void note(String text) {
    try {
      new AgentClassLoader(Attachment.jar())
          .loadClass("dev.clew.agent.runtime.AgentProperty")
          .getMethod("set", Instrumentation.class, String.class)
          .invoke(null, instrumentation, text);
    } catch (Exception unavailable) {
      // Then the list cannot say it; nothing else depends on it.
    }
  }

  /** Prints the doctor's page when the JVM exits, unless the agent has started, which does so. */
  static Thread printAtExit(Activation activation) {
    Thread thread =
        new Thread(
            () -> {
              try {
                if (activation.agent() == null) {
                  StandardError.printPage(activation.page(false));
                }
              } catch (Throwable failure) {
                StandardError.print("warning: no diagnostics: " + StandardError.describe(failure));
              }
            },
            "clew-diagnostics");
    Runtime.getRuntime().addShutdownHook(thread);
    return thread;
  }
}
