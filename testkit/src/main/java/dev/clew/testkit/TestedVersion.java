// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.util.List;
import java.util.Set;

/**
 * A version of a library that tests run with.
 *
 * @param version as its project names it
 * @param tests which tests: {@code unit} those of the module, {@code it} the integration tests;
 *     {@code below} is a version that is too old, and which is only tested to be left alone
 * @param coordinates what to resolve, each {@code group:artifact:version}, and after an exclamation
 *     mark what to leave out of it
 */
public record TestedVersion(String version, Set<String> tests, List<String> coordinates) {
  /** Copies the collections. */
  public TestedVersion {
    tests = Set.copyOf(tests);
    coordinates = List.copyOf(coordinates);
  }

  /** Whether it is within the supported range. */
  public boolean isSupported() {
    return !tests.contains("below");
  }
}
