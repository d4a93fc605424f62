// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Sources that are changed, compiled and packed into a jar, in a folder of their own. */
final class SourceFolder {
  private static final int MAJOR_VERSION_OFFSET = 6;

  private final Path sources;
  private final Path classes;

  private SourceFolder(Path folder) {
    this.sources = createdFolder(folder.resolve("src"));
    this.classes = createdFolder(folder.resolve("classes"));
  }

  static SourceFolder empty() {
    return new SourceFolder(BuildOutput.newFolder("sources"));
  }

  static SourceFolder copyOf(Path existing) {
    SourceFolder folder = empty();
    copy(existing, folder.sources);
    return folder;
  }

  /** Adds a source file. */
  SourceFolder add(String path, String text) {
    write(sources.resolve(path), text);
    return this;
  }

  /** Adds a file that is not compiled, such as one of {@code META-INF/services}. */
  SourceFolder addResource(String path, String text) {
    write(classes.resolve(path), text);
    return this;
  }

  SourceFolder resources(Path existing) {
    copy(existing, classes);
    return this;
  }

  /** Replaces text in a source file; fails if it is not there. */
  SourceFolder replace(String path, String from, String to) {
    String text = read(sources.resolve(path));
    if (!text.contains(from)) {
      throw new IllegalStateException(path + " does not contain: " + from);
    }
    write(sources.resolve(path), text.replace(from, to));
    return this;
  }

  /** Compiles everything and returns the folder of the class files. */
  Path compile(List<Path> classPath) {
    Application.compile(sources, classPath, classes);
    return classes;
  }

  /** Removes a compiled class file. */
  SourceFolder remove(String className) {
    try {
      Files.delete(classFile(className));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Removes a file that is not compiled. */
  SourceFolder removeFile(String path) {
    try {
      Files.delete(classes.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Makes a compiled class look as if a future compiler had written it. */
  SourceFolder majorVersion(String className, int major) {
    try {
      byte[] bytes = Files.readAllBytes(classFile(className));
      bytes[MAJOR_VERSION_OFFSET] = (byte) (major >>> 8);
      bytes[MAJOR_VERSION_OFFSET + 1] = (byte) major;
      Files.write(classFile(className), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Compiles everything into a jar. */
  Path jar(Path jar, List<Path> classPath) {
    compile(classPath);
    return pack(jar);
  }

  /** Packs the compiled classes. */
  Path pack(Path jar) {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> found = Files.walk(classes)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private Path classFile(String className) {
    return classes.resolve(className.replace('.', '/') + ".class");
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> found = Files.walk(from)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        write(to.resolve(from.relativize(file).toString()), read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path createdFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
