// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.hook.InstrumentationModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library at one of the versions that a module supports, in a class loader of its own: so that
 * the same test runs on all of them, in one JVM.
 *
 * <p>The jars are in {@code target/versions/<version>}, where the module's pom puts them. What of
 * the test touches the library is a class by itself, loaded beside it with {@link #load}; it is
 * compiled against the newest version and uses what all of them have.
 */
public final class LibraryVersion {
  private final String version;
  private final LibraryLoader loader;

  private LibraryVersion(String version, LibraryLoader loader) {
    this.version = version;
    this.loader = loader;
  }

  /**
   * Returns versions from lowest to newest, which are those that {@code module} says it supports.
   */
  public static List<LibraryVersion> range(InstrumentationModule module, String... versions) {
    String range = versions[0] + " to " + versions[versions.length - 1];
    if (!range.equals(module.library().supportedVersions())) {
      throw new AssertionError(
          "%s is tested with %s, but says that it supports %s"
              .formatted(module.name(), range, module.library().supportedVersions()));
    }
    return Arrays.stream(versions).map(LibraryVersion::of).toList();
  }

  /** Returns one version. */
  public static LibraryVersion of(String version) {
    Path folder = Path.of("target", "versions", version);
    try (Stream<Path> files = Files.list(folder)) {
      List<URL> jars = new ArrayList<>();
      for (Path jar : files.sorted().toList()) {
        jars.add(jar.toUri().toURL());
      }
      return new LibraryVersion(version, new LibraryLoader(jars));
    } catch (IOException e) {
      throw new UncheckedIOException("no jars of version " + version, e);
    }
  }

  /**
   * Returns an object of {@code implementation} as it is with this version.
   *
   * @param role what the test calls it by; a type of the JDK or the testkit
   * @param implementation has a constructor without parameters
   */
  public <T> T load(Class<T> role, Class<? extends T> implementation) throws Exception {
    Constructor<?> constructor =
        loader.loadClass(implementation.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    Object made;
    try {
      made = constructor.newInstance();
    } finally {
      thread.setContextClassLoader(before);
    }
    return role.cast(
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (proxy, method, arguments) -> {
              ClassLoader outside = Thread.currentThread().getContextClassLoader();
              Thread.currentThread().setContextClassLoader(loader);
              try {
                return method.invoke(made, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              } finally {
                Thread.currentThread().setContextClassLoader(outside);
              }
            }));
  }

  /** Lets later tests pass over what was loaded: for a version that a module does not support. */
  public void retire() {
    loader.retire();
  }

  @Override
  public String toString() {
    return version;
  }
}
