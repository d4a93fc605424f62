// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.testkit.resolve.MavenResolver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the jars of a library version, with all dependencies.
 *
 * <p>Uses Maven's resolver, once per set of artifacts; the results are cached in {@code
 * target/libraries} in the root, for all modules.
 */
public final class LibraryClasspath {
  private static @Nullable Function<List<String>, List<String>> resolver;

  private LibraryClasspath() {}

  /**
   * Returns the class path of artifacts.
   *
   * @param coordinates each {@code group:artifact:version}, optionally with a classifier at the
   *     end, or {@code !group:artifact} to exclude a dependency of the others
   */
  public static List<Path> of(List<String> coordinates) {
    Path file = MavenRun.root().resolve("target/libraries").resolve(nameOf(coordinates) + ".txt");
    try {
      return isResolved(file)
          ? read(file)
          : MavenRun.exclusively(
              () -> {
                if (!isResolved(file)) { // another JVM may have resolved it meanwhile
                  write(file, resolver().apply(coordinates));
                }
                return read(file);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Guarded by {@link MavenRun#exclusively}. */
  private static Function<List<String>, List<String>> resolver() throws IOException {
    if (resolver == null) {
      resolver = newResolver();
    }
    return resolver;
  }

  /** Libraries under test have other versions of what Maven needs. */
  @SuppressWarnings("unchecked")
  private static Function<List<String>, List<String>> newResolver() throws IOException {
    List<URL> classPath = new ArrayList<>();
    classPath.add(MavenResolver.class.getProtectionDomain().getCodeSource().getLocation());
    try (InputStream in = MavenResolver.class.getResourceAsStream("classpath.txt")) {
      String files =
          new String(
              Objects.requireNonNull(in, "classpath.txt").readAllBytes(), StandardCharsets.UTF_8);
      for (String each : files.trim().split(File.pathSeparator)) {
        classPath.add(url(each));
      }
    }
    URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // where it looks for its parts
    try {
      return (Function<List<String>, List<String>>)
          loader
              .loadClass(MavenResolver.class.getName())
              .getConstructor(String.class, String.class)
              .newInstance(
                  MavenRun.home().toString(), MavenRun.setting("testkit.maven.repository"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Maven's resolver does not start", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL url(String file) throws MalformedURLException {
    return Path.of(file).toUri().toURL();
  }

  /**
   * Returns whether the result exists and is still valid: the local repository may have changed.
   */
  private static boolean isResolved(Path file) throws IOException {
    return Files.exists(file) && read(file).stream().allMatch(Files::exists);
  }

  private static List<Path> read(Path file) throws IOException {
    String classPath = Files.readString(file).trim();
    return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }

  private static void write(Path file, List<String> classPath) throws IOException {
    Files.createDirectories(file.getParent());
    Path partial = Files.createTempFile(file.getParent(), "partial", ".txt");
    Files.writeString(partial, String.join(File.pathSeparator, classPath));
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Begins with what a person recognizes, and ends with what tells all sets apart. */
  private static String nameOf(List<String> coordinates) {
    String artifacts =
        coordinates.stream()
            .filter(each -> !each.startsWith("!"))
            .map(each -> each.substring(each.indexOf(':') + 1).replace(':', '-'))
            .collect(Collectors.joining("_"));
    return "%.100s-%08x".formatted(artifacts, coordinates.hashCode());
  }
}
