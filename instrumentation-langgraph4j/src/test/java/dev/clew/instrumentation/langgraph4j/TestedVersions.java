// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.testkit.TestRun;
import java.lang.module.ModuleDescriptor.Version;

/** What differs between the versions that the tests run with. */
final class TestedVersions {
  private TestedVersions() {}

  /** Returns whether the version under test is this one or newer. */
  static boolean atLeast(String version) {
    Version tested = Version.parse(System.getProperty(TestRun.VERSION, "999"));
    return tested.compareTo(Version.parse(version)) >= 0;
  }

  /** From 1.6.0 to 1.7.0, nothing within reach has the state before a resumed run. */
  static boolean passesStateToNodes() {
    return !atLeast("1.6.0") || atLeast("1.7.1");
  }
}
