// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Loads a library from its jars and the classes of the module's tests beside it. Of the test's
 * class path it has nothing else of a library, so that no version is made up of two.
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

  /** Tells whether no test is interested any more in what it has loaded. */
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
