// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.golden;

import dev.clew.it.harness.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records the traces of every JVM that a test starts, if {@code -Dit.golden.dir} names a folder for
 * them: one text per test, its parameters, and JVM. JUnit finds it as a service.
 *
 * <p>A store is read after its test class, because several JVMs may share one.
 */
public final class GoldenRecorder
    implements BeforeAllCallback,
        BeforeClassTemplateInvocationCallback,
        BeforeEachCallback,
        AfterAllCallback {
  private static final @Nullable Path FOLDER =
      Optional.ofNullable(System.getProperty("it.golden.dir")).map(Path::of).orElse(null);

  /** Test classes run concurrently, but each of them on a single thread. */
  private static final ThreadLocal<TestClassRun> CURRENT = new ThreadLocal<>();

  /** Records that this thread's test has started a JVM with this store. */
  public static void started(Path home) {
    TestClassRun current = CURRENT.get();
    if (current != null) {
      current.started(home);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    enter(context);
  }

  @Override
  public void beforeClassTemplateInvocation(ExtensionContext context) {
    enter(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    enter(context);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    TestClassRun current = CURRENT.get();
    if (FOLDER != null && current != null && current.testClass == context.getRequiredTestClass()) {
      CURRENT.remove();
      current.write(FOLDER.resolve(current.testClass.getSimpleName()));
    }
  }

  private static void enter(ExtensionContext context) {
    if (FOLDER == null) {
      return;
    }
    if (CURRENT.get() == null) {
      CURRENT.set(new TestClassRun(context.getRequiredTestClass()));
    }
    CURRENT.get().test = ScenarioName.of(context, Jdk.running());
  }

  /** The stores of one test class, by the test that first started a JVM with it. */
  private static final class TestClassRun {
    private final Class<?> testClass;
    private final Map<String, Set<Path>> homes = new LinkedHashMap<>();
    private String test = "";

    TestClassRun(Class<?> testClass) {
      this.testClass = testClass;
    }

    void started(Path home) {
      if (homes.values().stream().noneMatch(known -> known.contains(home))) {
        homes.computeIfAbsent(test, key -> new LinkedHashSet<>()).add(home);
      }
    }

    /** Writes one text per store that has traces; JVMs without the agent have none. */
    void write(Path folder) {
      homes.forEach(
          (test, stores) -> {
            int number = 0;
            for (Path store : stores) {
              number++;
              write(folder.resolve(test + "-" + number + ".txt"), store);
            }
          });
    }

    private static void write(Path file, Path store) {
      try {
        List<String> lines = GoldenTraces.read(store);
        if (!lines.isEmpty()) {
          Files.createDirectories(file.getParent());
          Files.write(file, lines);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot record " + store, e);
      }
    }
  }
}
