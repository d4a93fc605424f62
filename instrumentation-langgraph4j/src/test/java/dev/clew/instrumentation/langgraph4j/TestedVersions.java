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
}
