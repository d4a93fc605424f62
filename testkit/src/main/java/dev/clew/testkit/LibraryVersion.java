// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.hook.InstrumentationModule;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A library at one of the versions that a module supports, in a class loader of its own: so that
 * the same test runs on all of them, in one JVM.
 *
 * <p>What of the test touches the library is a class by itself, loaded beside it with {@link
 * #load}; it is compiled against the newest version and uses what all of them have.
 */
public final class LibraryVersion {
  private final String version;
  private final LibraryLoader loader;

  private LibraryVersion(String version, LibraryLoader loader) {
    this.version = version;
    this.loader = loader;
  }

  /**
   * Returns the versions that the module's {@code versions.txt} lists for its library, lowest
   * first, and makes sure that the module says it supports just these.
   */
  public static List<LibraryVersion> supportedBy(InstrumentationModule module) {
    TestedLibrary library = TestedLibrary.named(module.library().name());
    if (!library.range().equals(module.library().supportedVersions())) {
      throw new AssertionError(
          "versions.txt lists %s %s, but the module %s says that it supports %s"
              .formatted(
                  library.name(),
                  library.range(),
                  module.name(),
                  module.library().supportedVersions()));
    }
    return of(TestedLibrary.newestOnly() ? List.of(library.newest()) : library.testedBy("unit"));
  }

  /** Returns one version of a library that {@code versions.txt} lists. */
  public static LibraryVersion of(String library, String version) {
    return of(List.of(TestedLibrary.named(library).at(version))).get(0);
  }

  private static List<LibraryVersion> of(List<TestedVersion> versions) {
    List<List<Path>> jars =
        LibraryClasspath.ofEach(versions.stream().map(TestedVersion::coordinates).toList());
    List<LibraryVersion> loaded = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      loaded.add(
          new LibraryVersion(versions.get(i).version(), new LibraryLoader(urls(jars.get(i)))));
    }
    return loaded;
  }

  private static List<URL> urls(List<Path> jars) {
    try {
      List<URL> urls = new ArrayList<>();
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
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
