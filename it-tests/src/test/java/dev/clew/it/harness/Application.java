// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An application that does not know Clew.
 *
 * @param classPath folders and jars
 * @param mainClass its main class
 */
public record Application(List<Path> classPath, String mainClass) {
  /** Copies the class path. */
  public Application {
    classPath = List.copyOf(classPath);
  }

  /**
   * Compiles {@code src/test/apps/<name>}, whose main class is {@code app.Main}.
   *
   * <p>Compiled here rather than with the module, because it has to be compiled against each
   * version of a library: the same sources produce different byte code.
   */
  public static Application compile(String name, List<Path> libraries) {
    return compile(List.of(name), libraries);
  }

  /** Compiles several such folders as one program, where sources differ between versions. */
  public static Application compile(List<String> names, List<Path> libraries) {
    Path apps = BuildOutput.root().resolve("it-tests/src/test/apps");
    Path classes = BuildOutput.newFolder("classes-" + names.get(0));
    compile(names.stream().map(apps::resolve).toList(), classes, "-cp", pathOf(libraries));
    List<Path> classPath = new ArrayList<>(List.of(classes));
    classPath.addAll(libraries);
    return new Application(classPath, "app.Main");
  }

  /** Compiles {@code src/test/apps/<name>} with a JDK that its libraries need, in a fork. */
  public static Application compileWith(Jdk jdk, String name, List<Path> libraries) {
    Path sources = BuildOutput.root().resolve("it-tests/src/test/apps").resolve(name);
    Path classes = BuildOutput.newFolder("classes-" + name);
    List<String> command = new ArrayList<>(List.of(jdk.program("javac").toString(), "-nowarn"));
    command.addAll(List.of("-proc:none", "-parameters", "-d", classes.toString()));
    command.addAll(List.of("-cp", pathOf(libraries)));
    try (Stream<Path> found = Files.walk(sources)) {
      found.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
      Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
      String messages = new String(javac.getInputStream().readAllBytes(), UTF_8);
      if (javac.waitFor() != 0) {
        throw new IllegalStateException(name + " does not compile: " + messages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    List<Path> classPath = new ArrayList<>(List.of(classes));
    classPath.addAll(libraries);
    return new Application(classPath, "app.Main");
  }

  /** Compiles all sources under a folder into another folder, for Java 17. */
  public static void compile(Path sources, List<Path> libraries, Path classes) {
    compile(List.of(sources), classes, "-cp", pathOf(libraries));
  }

  /**
   * Compiles several such folders as one module, and returns the folder of its classes.
   *
   * @param path options of javac that say where the libraries are
   */
  public static Path compileModule(List<String> names, String... path) {
    Path apps = BuildOutput.root().resolve("it-tests/src/test/apps");
    Path classes = BuildOutput.newFolder("module-" + names.get(0));
    compile(names.stream().map(apps::resolve).toList(), classes, path);
    return classes;
  }

  private static void compile(List<Path> sources, Path classes, String... path) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<Path> java = new ArrayList<>();
      for (Path folder : sources) {
        try (Stream<Path> found = Files.walk(folder)) {
          found.filter(file -> file.toString().endsWith(".java")).forEach(java::add);
        }
      }
      List<String> options =
          new ArrayList<>(List.of("--release", "17", "-parameters", "-nowarn", "-proc:none", "-d"));
      options.add(classes.toString());
      options.addAll(List.of(path));
      boolean compiled =
          javac
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      if (!compiled) {
        throw new IllegalStateException(sources + " does not compile: " + messages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the program with another main class. */
  public Application withMain(String className) {
    return new Application(classPath, className);
  }

  /** Returns the class path in the format of {@code java -cp}. */
  public String path() {
    return pathOf(classPath);
  }

  /** Returns a path in the format of {@code java -cp}. */
  public static String pathOf(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
