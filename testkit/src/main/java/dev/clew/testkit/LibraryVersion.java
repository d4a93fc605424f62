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
import java.util.Set;

/**
 * A library in one of the versions that a module supports, in its own class loader, so that the
 * same test can run with all versions in one JVM.
 *
 * <p>The part of the test that uses the library is a separate class, loaded together with the
 * library by {@link #load}. It is compiled against the newest version and uses only what all
 * versions have.
 */
public final class LibraryVersion {
  private final String version;
  private final LibraryLoader loader;

  private LibraryVersion(String version, LibraryLoader loader) {
    this.version = version;
    this.loader = loader;
  }

  /**
   * Returns the versions listed in the module's {@code versions.txt} for its library, lowest first,
   * and checks that the module declares exactly that range.
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

  /** Returns one version of a library listed in {@code versions.txt}. */
  public static LibraryVersion of(String library, String version) {
    return of(List.of(TestedLibrary.named(library).at(version))).get(0);
  }

  /**
   * Returns a version with the artifacts that a test needs besides those in {@code versions.txt}.
   *
   * @param coordinates the artifacts to resolve, each {@code group:artifact:version}
   */
  public static LibraryVersion with(String version, String... coordinates) {
    return of(List.of(new TestedVersion(version, Set.of(), List.of(coordinates)))).get(0);
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
   * Returns an instance of {@code implementation} loaded with this version.
   *
   * @param role the type by which the test uses it; from the JDK or the testkit
   * @param implementation must have a no-argument constructor
   */
  public <T> T load(Class<T> role, Class<? extends T> implementation) throws Exception {
    Constructor<?> constructor =
        loader.loadClass(implementation.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    Thread thread = Thread.currentThread();
    ClassLoader previous = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    Object target;
    try {
      target = constructor.newInstance();
    } finally {
      thread.setContextClassLoader(previous);
    }
    return role.cast(
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (proxy, method, arguments) -> {
              ClassLoader previousLoader = Thread.currentThread().getContextClassLoader();
              Thread.currentThread().setContextClassLoader(loader);
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              } finally {
                Thread.currentThread().setContextClassLoader(previousLoader);
              }
            }));
  }

  /** Makes later tests ignore the loaded classes: for a version that a module does not support. */
  public void retire() {
    loader.retire();
  }

  @Override
  public String toString() {
    return version;
  }
}
