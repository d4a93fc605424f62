// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import dev.clew.testkit.OtherVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** This module's tests with the lowest version of the library. */
class OtherVersionsTest {
  @TestFactory
  Stream<DynamicTest> olderVersions_passTheTestsToo() {
    return OtherVersions.of("Spring AI over HTTP").run(OtherVersionsTest.class);
  }
}
