// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a library's test suite and prints the result of each test. */
public final class Suites {
  private Suites() {}

  /** Arguments: the jar of the tests and a pattern for the unique ids of excluded tests. */
  public static void main(String[] arguments) {
    Pattern excluded = Pattern.compile(arguments[1]);
    PostDiscoveryFilter included =
        test -> FilterResult.includedIf(!excluded.matcher(test.getUniqueId().toString()).find());
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0]))))
            .filters(ClassNameFilter.includeClassNamePatterns(".*Test"), included)
            .configurationParameter(
                "junit.jupiter.testmethod.order.default",
                "org.junit.jupiter.api.MethodOrderer$MethodName")
            .build();
    Results results = new Results();
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    LauncherFactory.create().execute(request, results);
    results.byTest.forEach((test, result) -> out.println(result + " " + test));
    out.flush();
  }

  private static final class Results implements TestExecutionListener {
    private final Map<String, String> byTest = new TreeMap<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      byTest.put(
          test.getUniqueId(),
          result.getStatus()
              + result.getThrowable().map(thrown -> " " + thrown.getClass().getName()).orElse(""));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      byTest.put(test.getUniqueId(), "SKIPPED");
    }
  }
}
