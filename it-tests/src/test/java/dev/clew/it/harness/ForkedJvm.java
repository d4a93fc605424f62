// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import dev.clew.it.golden.GoldenRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JVM to start, with or without the agent. Every method returns a changed copy.
 *
 * <p>It inherits nothing that would change its behaviour: no settings of Clew or a model, no global
 * JVM options.
 */
public final class ForkedJvm {
  private static final Pattern NOT_INHERITED =
      Pattern.compile("CLEW_.*|OPENAI_.*|OTEL_.*|NO_COLOR|(JAVA_TOOL|_JAVA|JDK_JAVA)_OPTIONS");

  /**
   * Most of these JVMs live for a second, for which neither the optimising compiler nor a
   * concurrent collector pays off.
   */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path executable;
  private final List<String> options;
  private final List<String> program;
  private final Map<String, String> environment;
  private final @Nullable Path home;

  private ForkedJvm(
      Path executable,
      List<String> options,
      List<String> program,
      Map<String, String> environment,
      @Nullable Path home) {
    this.executable = executable;
    this.options = options;
    this.program = program;
    this.environment = environment;
    this.home = home;
  }

  /** A JVM that runs an application from its class path. */
  public static ForkedJvm of(Jdk jdk, Application application) {
    List<String> program = List.of("-cp", application.path(), application.mainClass());
    return new ForkedJvm(jdk.program("java"), QUICK_START, program, Map.of(), null);
  }

  /** A JVM that runs {@code java -jar}. */
  public static ForkedJvm ofJar(Jdk jdk, Path jar) {
    return new ForkedJvm(
        jdk.program("java"), QUICK_START, List.of("-jar", jar.toString()), Map.of(), null);
  }

  /**
   * A JVM that runs a class of a module, such as {@code desk/app.Main}.
   *
   * @param modulePath is empty if the module is part of the image
   */
  public static ForkedJvm ofModule(Jdk jdk, String modulePath, String main) {
    List<String> path = modulePath.isEmpty() ? List.of() : List.of("-p", modulePath);
    return new ForkedJvm(
        jdk.program("java"), QUICK_START, plus(path, List.of("-m", main)), Map.of(), null);
  }

  /** A JDK tool, which accepts JVM options like {@code java}. */
  public static ForkedJvm ofTool(Jdk jdk, String name) {
    return new ForkedJvm(jdk.program(name), List.of(), List.of(), Map.of(), null);
  }

  /** With the agent. */
  public ForkedJvm agent() {
    return option("-javaagent:" + BuildOutput.agentJar());
  }

  /** With the agent and its arguments: {@code exporters=console,log=debug}. */
  public ForkedJvm agent(String arguments) {
    return option("-javaagent:" + BuildOutput.agentJar() + "=" + arguments);
  }

  /** With a further option of {@code java}. */
  public ForkedJvm option(String option) {
    return new ForkedJvm(executable, plus(options, List.of(option)), program, environment, home);
  }

  /** With further arguments of the program. */
  public ForkedJvm arguments(String... arguments) {
    return new ForkedJvm(executable, options, plus(program, List.of(arguments)), environment, home);
  }

  /** With an environment variable. */
  public ForkedJvm environment(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(environment);
    changed.put(name, value);
    return new ForkedJvm(executable, options, program, changed, home);
  }

  /** With this folder as {@code CLEW_HOME} instead of a new one. */
  public ForkedJvm home(Path folder) {
    return new ForkedJvm(executable, options, program, environment, folder);
  }

  /** Runs it to the end, for at most a minute. */
  public JvmExit run() {
    return start().await();
  }

  /** Starts it; its stdin stays open. */
  public RunningJvm start() {
    Path folder = BuildOutput.newFolder("jvm");
    Path store = home == null ? folder.resolve("home") : home;
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(options);
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().keySet().removeIf(name -> NOT_INHERITED.matcher(name).matches());
    builder.environment().put("CLEW_HOME", store.toString());
    builder.environment().putAll(environment);
    GoldenRecorder.started(store);
    try {
      return new RunningJvm(builder.start(), folder, store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> plus(List<String> first, List<String> more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }
}
