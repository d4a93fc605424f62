// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.cli;

import dev.clew.agent.TapeCommandLine;
import dev.clew.agent.Verification;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code java -jar clew-agent.jar list | attach | … | replay | tape}. */
public final class Main {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOTHING_FOUND = 3;

  private static final String HELP =
      """
      Usage: java -jar clew-agent.jar COMMAND        (or: clew COMMAND)

        list                          the JVMs of this user, and whether Clew is in them
                                      (clew jvms; clew list shows traces)
        attach PID [NAME=VALUE ...]   traces a running JVM; names are settings, without clew.
        detach PID                    takes Clew out of it again
        doctor [PID] [--json]         explains why there are no spans
        set PID [NAME=VALUE ...]      changes settings of a running JVM until it ends; without
                                      settings, lists those that can be changed
        verify MODULE.jar LIBRARY.jar ...
                                      checks the hook points of an extension
        record --tape FILE -- java ...
                                      runs a program and records what models, tools and MCP
                                      servers answer
        replay --tape FILE [--on-miss live] [--tools recorded|live|check] [--speed N]
               [--report FILE] -- java ...
                                      runs it again, answered from the tape; exit code 4 if the
                                      run differs from it
        fork FILE --at STEP [--set system=TEXT|@FILE] [--model NAME] [--tape NEW] -- java ...
                                      answered before STEP, live from there; compares both runs
        tape show FILE [--json]       its calls with time, tokens and cost
        tape diff A B [--json] [--fail-on changed|reworded] [--tolerance 0.25]
                                      in what two runs differ; exit code 4 if too much
        tape redact IN OUT            a copy without secrets and personal data

      To trace an application from its start: java -javaagent:clew-agent.jar -jar app.jar
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Jvms jvms;

  Main(PrintStream out, PrintStream err, Jvms jvms) {
    this.out = out;
    this.err = err;
    this.jvms = jvms;
  }

  public static void main(String[] arguments) {
    int code = new Main(System.out, System.err, new Jvms()).run(List.of(arguments));
    System.out.flush();
    System.exit(code);
  }

  int run(List<String> arguments) {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    try {
      return switch (command) {
        case "list", "jvms" -> rest.isEmpty() ? list() : usage("list takes no arguments");
        case "attach" -> attach(rest);
        case "detach" -> rest.size() == 1 ? detach(rest.get(0)) : usage("detach needs one PID");
        case "doctor" -> doctor(rest);
        case "set" -> set(rest);
        case "verify" -> verify(rest);
        case "record", "replay", "fork", "tape", "diff" -> tapes(arguments);
        case "help", "-h", "--help" -> {
          out.print(HELP);
          yield DONE;
        }
        default -> usage(command.isEmpty() ? "a command is missing" : "unknown command " + command);
      };
    } catch (JvmException e) {
      err.println("clew: " + e.getMessage());
      return FAILED;
    }
  }

  private int usage(String problem) {
    err.println("clew: " + problem);
    err.print(HELP);
    return USAGE;
  }

  private int list() throws JvmException {
    List<Jvm> all = jvms.all();
    if (all.isEmpty()) {
      err.println("clew: no other JVM of this user accepts attaching");
      return NOTHING_FOUND;
    }
    out.printf("%-8s %-12s %-40s %s%n", "PID", "JAVA", "CLEW", "MAIN");
    all.forEach(
        jvm -> out.printf("%-8d %-12s %-40s %s%n", jvm.pid(), jvm.java(), jvm.clew(), jvm.main()));
    return DONE;
  }

  private int attach(List<String> arguments) throws JvmException {
    if (arguments.isEmpty()) {
      return usage("attach needs a PID");
    }
    List<String> settings = arguments.subList(1, arguments.size());
    for (String setting : settings) {
      if (setting.indexOf('=') < 1) {
        return usage("'" + setting + "' is not NAME=VALUE");
      }
    }
    long pid = pid(arguments.get(0));
    jvms.ask(pid, "attach", "text", String.join(",", settings));
    out.println("Clew is attached to " + pid + ". Its spans go where its settings say;");
    out.println("  java -jar clew-agent.jar doctor " + pid + "    shows whether there are any");
    return DONE;
  }

  private int detach(String pid) throws JvmException {
    jvms.ask(pid(pid), "detach", "text", "");
    out.println("Clew is detached from " + pid + "; its classes are as they were.");
    return DONE;
  }

  private int doctor(List<String> arguments) throws JvmException {
    List<String> rest = new ArrayList<>(arguments);
    boolean json = rest.remove("--json");
    if (rest.size() > 1) {
      return usage("doctor takes one PID");
    }
    Jvm jvm = rest.isEmpty() ? only() : jvms.jvm(pid(rest.get(0)));
    if (jvm == null) {
      return NOTHING_FOUND;
    }
    if (!jvm.hasClew()) {
      return withoutClew(jvm);
    }
    out.print(jvms.ask(jvm.pid(), "doctor", json ? "json" : "text", ""));
    return DONE;
  }

  private int withoutClew(Jvm jvm) {
    err.printf(
        "clew: there is no Clew in %d (%s, Java %s), so nothing in it is traced.%n"
            + "  java -jar clew-agent.jar attach %d        attaches it now%n"
            + "  java -javaagent:clew-agent.jar ...        traces from the start%n",
        jvm.pid(), jvm.main(), jvm.java(), jvm.pid());
    return NOTHING_FOUND;
  }

  private int set(List<String> arguments) throws JvmException {
    if (arguments.isEmpty()) {
      return usage("set needs a PID");
    }
    List<String> settings = arguments.subList(1, arguments.size());
    for (String setting : settings) {
      if (setting.indexOf('=') < 1 || setting.lines().count() > 1) {
        return usage("'" + setting + "' is not NAME=VALUE");
      }
    }
    Jvm jvm = jvms.jvm(pid(arguments.get(0)));
    if (!jvm.hasClew()) {
      return withoutClew(jvm);
    }
    out.print(jvms.ask(jvm.pid(), "set", "text", String.join("\n", settings)));
    return DONE;
  }

  private int verify(List<String> jars) throws JvmException {
    if (jars.size() < 2) {
      return usage("verify needs the jar of a module and the jars of its library");
    }
    try {
      return Verification.run(jars.get(0), jars.subList(1, jars.size()), out);
    } catch (Exception | LinkageError e) {
      throw new JvmException(jars.get(0) + " cannot be verified: " + e);
    }
  }

  private int tapes(List<String> arguments) throws JvmException {
    try {
      return TapeCommandLine.run(arguments, out, err);
    } catch (Exception | LinkageError e) {
      throw new JvmException(arguments.get(0) + " cannot be run: " + e);
    }
  }

  /** Returns the only JVM with Clew, or null after saying why there is no such. */
  private @Nullable Jvm only() throws JvmException {
    List<Jvm> with = jvms.all().stream().filter(Jvm::hasClew).toList();
    if (with.size() == 1) {
      return with.get(0);
    }
    err.println(
        with.isEmpty()
            ? "clew: no JVM of this user has Clew in it; list shows them, attach adds it"
            : "clew: Clew is in several JVMs, name one: "
                + Arrays.toString(with.stream().mapToLong(Jvm::pid).toArray()));
    return null;
  }

  private static long pid(String text) throws JvmException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new JvmException("'" + text + "' is not a process id; list shows them");
    }
  }
}
