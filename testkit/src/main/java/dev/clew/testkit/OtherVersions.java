// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs a module's tests again with each other version of a library: in a separate JVM, on a class
 * path in which the library's jars are replaced.
 *
 * <p>For tests that use the library's types throughout. If only few do, {@link LibraryVersion} is
 * simpler.
 */
public final class OtherVersions {
  private final TestedLibrary library;
  private final Predicate<String> tests;

  private OtherVersions(TestedLibrary library, Predicate<String> tests) {
    this.library = library;
    this.tests = tests;
  }

  /** All tests of the module, with the versions in this section of {@code versions.txt}. */
  public static OtherVersions of(String library) {
    return new OtherVersions(TestedLibrary.named(library), name -> true);
  }

  /** Only these test classes. */
  public OtherVersions only(Class<?>... types) {
    Set<String> names = Arrays.stream(types).map(Class::getName).collect(Collectors.toSet());
    return new OtherVersions(library, tests.and(names::contains));
  }

  /** Without a test class that names types which older versions lack. */
  public OtherVersions without(Class<?> type) {
    return new OtherVersions(library, tests.and(each -> !each.equals(type.getName())));
  }

  /** Without the test classes of a package, which cannot be loaded with all versions. */
  public OtherVersions withoutPackage(String name) {
    return new OtherVersions(library, tests.and(each -> !each.startsWith(name + ".")));
  }

  /**
   * Returns one test per version. Tests tagged {@code newest} are left out.
   *
   * @param caller the calling test class, which is left out as well
   */
  public Stream<DynamicTest> run(Class<?> caller) {
    List<TestedVersion> others =
        library.testedBy("unit").stream()
            .filter(version -> !version.equals(library.newest()))
            .filter(version -> !TestedLibrary.newestOnly())
            .toList();
    if (others.isEmpty()) {
      return Stream.of(DynamicTest.dynamicTest("newest version only", () -> {}));
    }
    return others.stream()
        .map(
            version ->
                DynamicTest.dynamicTest(
                    library.name() + " " + version.version(), () -> run(version, caller)));
  }

  private void run(TestedVersion version, Class<?> caller) throws Exception {
    List<Path> jars = LibraryClasspath.of(version.coordinates());
    List<String> classes =
        testClasses().stream()
            .filter(tests)
            .filter(name -> !name.equals(caller.getName()))
            .sorted()
            .toList();
    Path folder = Files.createDirectories(Path.of("target", "other-versions"));
    Path output = folder.resolve(library.name() + "-" + version.version() + ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // as the build's own test JVMs
                "-XX:+UseSerialGC",
                "-D" + TestRun.VERSION + "=" + version.version(),
                "-cp",
                classPath(jars, groupsOf(version)),
                TestRun.class.getName()));
    command.addAll(classes);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (process.waitFor() != 0) {
      throw new AssertionError(
          "tests with %s %s fail:\n%s"
              .formatted(library.name(), version.version(), Files.readString(output)));
    }
  }

  /**
   * Returns this JVM's class path with the library replaced. Other dependencies of the library are
   * only added if missing, because the tests need the versions they were compiled with.
   */
  private static String classPath(List<Path> jars, Set<String> groups) {
    Set<String> paths = new LinkedHashSet<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (groups.stream().noneMatch(each::contains)) {
        paths.add(each);
      }
    }
    Set<Path> known =
        paths.stream().map(each -> artifactOf(Path.of(each))).collect(Collectors.toSet());
    for (Path jar : jars) {
      if (!known.contains(artifactOf(jar))) {
        paths.add(jar.toString());
      }
    }
    return String.join(File.pathSeparator, paths);
  }

  /** Returns the library's group ids as folders of a Maven repository. */
  private static Set<String> groupsOf(TestedVersion version) {
    String separator = File.separator;
    return version.coordinates().stream()
        .filter(each -> !each.startsWith("!"))
        .map(each -> each.substring(0, each.indexOf(':')))
        .map(group -> separator + group.replace(".", separator) + separator)
        .collect(Collectors.toSet());
  }

  /** In a repository: {@code group/artifact/version/artifact-version.jar}. */
  private static Path artifactOf(Path jar) {
    Path version = jar.toAbsolutePath().getParent();
    Path artifact = version == null ? null : version.getParent();
    return artifact == null ? jar : artifact;
  }

  private static List<String> testClasses() throws IOException {
    Path root = Path.of("target", "test-classes");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith("Test.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .map(name -> name.replace(File.separatorChar, '.'))
          .toList();
    }
  }
}
