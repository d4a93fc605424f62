// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.testkit.OtherVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests of each library with its older versions. */
class OtherVersionsTest {
  @TestFactory
  Stream<DynamicTest> olderReactor_passesTheTestsToo() {
    return OtherVersions.of("reactor-core").only(ReactorTest.class).run(OtherVersionsTest.class);
  }

  @TestFactory
  Stream<DynamicTest> olderMutiny_passesTheTestsToo() {
    return OtherVersions.of("mutiny").only(MutinyTest.class).run(OtherVersionsTest.class);
  }

  @TestFactory
  Stream<DynamicTest> olderRxJava_passesTheTestsToo() {
    return OtherVersions.of("RxJava").only(RxJavaTest.class).run(OtherVersionsTest.class);
  }
}
