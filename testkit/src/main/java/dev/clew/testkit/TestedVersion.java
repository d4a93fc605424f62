// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.util.List;
import java.util.Set;

/**
 * A library version used by tests.
 *
 * @param version as named by its project
 * @param tests the kinds of tests: {@code unit} for the module's tests, {@code it} for integration
 *     tests, {@code more} for those two only if all versions are wanted, {@code below} for a
 *     version that is too old and only tested not to be traced
 * @param coordinates the artifacts to resolve, each {@code group:artifact:version}, or after an
 *     exclamation mark a dependency to exclude
 */
public record TestedVersion(String version, Set<String> tests, List<String> coordinates) {
  /** Copies the collections. */
  public TestedVersion {
    tests = Set.copyOf(tests);
    coordinates = List.copyOf(coordinates);
  }

  /** Returns whether the version is only tested if all are wanted. */
  public boolean isOptional() {
    return tests.contains("more");
  }

  /** Returns whether the version is in the supported range. */
  public boolean isSupported() {
    return !tests.contains("below");
  }
}
