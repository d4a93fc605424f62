// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds jars from sources during a test. */
public final class TestJar {
  private final Path folder;
  private final List<JavaFileObject> sources = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>();

  /**
   * Starts a jar.
   *
   * @param folder an empty folder to work in
   */
  public TestJar(Path folder) {
    this.folder = folder;
  }

  /** Returns the class path of the agent's modules as the tests see them. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Adds a class; {@code name} is the binary name of the class in {@code source}. */
  public TestJar source(String name, String source) {
    sources.add(
        new SimpleJavaFileObject(
            URI.create("mem:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        });
    return this;
  }

  /** Adds a text file. */
  public TestJar file(String path, String content) {
    files.put(path, content);
    return this;
  }

  /** Writes the jar, with all classes under {@code prefix}. */
  public Path write(String fileName, String prefix) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(fileName + "-classes"));
    if (!sources.isEmpty()) {
      compile(classes);
    }
    Path jar = folder.resolve(fileName);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(Files::isRegularFile).toList()) {
        add(out, prefix + classes.relativize(file), Files.readAllBytes(file));
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        add(out, file.getKey(), file.getValue().getBytes(UTF_8));
      }
    }
    return jar;
  }

  private void compile(Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("--release", "17", "-proc:none", "-cp", classPath(), "-d", classes.toString());
    if (!compiler.getTask(null, null, null, options, null, sources).call()) {
      throw new AssertionError("the sources do not compile");
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
