// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import dev.clew.testkit.OtherVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** This module's tests with the older versions of the library. */
class OtherVersionsTest {
  @TestFactory
  Stream<DynamicTest> olderVersions_passTheTestsToo() {
    return OtherVersions.of("openai-java")
        // Without hosted agents, classes that name their types cannot even be loaded.
        .withoutPackage("dev.clew.instrumentation.openai.agents")
        .without(OwnObjectsTest.class) // names Sleeper, which 1.1.0 does not have
        .run(OtherVersionsTest.class);
  }
}
