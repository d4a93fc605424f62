// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.testkit.OtherVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** This module's tests with the older versions of the library. */
class OtherVersionsTest {
  @TestFactory
  Stream<DynamicTest> olderVersions_passTheTestsToo() {
    // 1.0 does not use OkHttp, where the tape is.
    return OtherVersions.of("google-genai")
        .without(TapeTest.class)
        .without(OwnTapedObjectsTest.class)
        .run(OtherVersionsTest.class);
  }
}
