// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Loads a library from its jars, together with the classes of the module's tests. It hides all
 * other libraries on the test's class path, so that two versions are never mixed.
 */
final class LibraryLoader extends URLClassLoader {
  private static final String MODULES = "dev.clew.instrumentation.";
  private static final List<String> SHARED =
      List.of(
          "dev.clew.api.",
          "dev.clew.kit.",
          "dev.clew.testkit.",
          "org.junit.",
          "org.assertj.",
          "org.jspecify.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader tests = LibraryLoader.class.getClassLoader();
  private volatile boolean retired;

  LibraryLoader(List<URL> jars) {
    super("library", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** Returns whether no test needs its classes any more. */
  boolean isRetired() {
    return retired;
  }

  void retire() {
    retired = true;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)) {
      return tests.loadClass(name);
    }
    return name.startsWith(MODULES) ? define(name) : super.findClass(name);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = tests.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] classFile = in.readAllBytes();
      return defineClass(name, classFile, 0, classFile.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
