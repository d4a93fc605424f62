// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.testkit.OtherVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** This module's tests with the older versions of the library. */
class OtherVersionsTest {
  @TestFactory
  Stream<DynamicTest> olderVersions_passTheTestsToo() {
    return OtherVersions.of("a2a-java-sdk")
        .without(RecordsTest.class)
        .without(RestTest.class) // the first versions have no such transport
        .run(OtherVersionsTest.class);
  }
}
