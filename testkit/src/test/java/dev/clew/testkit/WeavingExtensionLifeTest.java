// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.testkit.library.Greeter;
import dev.clew.testkit.sample.GreeterModule;
import org.junit.jupiter.api.Test;

/** Drives extensions by hand, as JUnit would. */
class WeavingExtensionLifeTest {
  private final Greeter greeter = new Greeter();

  @Test
  void afterTheLastTest_classesAreAsTheyWere() throws Exception {
    WeavingExtension weaving = WeavingExtension.of(new GreeterModule());
    weaving.beforeAll(null);
    greeter.greet("Ann");
    weaving.afterAll(null);

    greeter.greet("Bob");

    assertThat(weaving.spans().spans()).hasSize(2);
  }

  @Test
  void nextTestClass_weavesTheSameClassesForItself() throws Exception {
    WeavingExtension first = WeavingExtension.of(new GreeterModule());
    first.beforeAll(null);
    greeter.greet("Ann");
    first.afterAll(null);
    WeavingExtension second = WeavingExtension.of(new GreeterModule());
    second.beforeAll(null);
    greeter.greet("Bob");
    greeter.greet("Cid");
    second.afterAll(null);

    assertThat(first.spans().spans()).hasSize(2);
    assertThat(second.spans().spans()).hasSize(4);
  }

  @Test
  void hookThatThrows_failsTheTest() throws Exception {
    WeavingExtension weaving = WeavingExtension.of(new GreeterModule("ThrowingHook"));
    weaving.beforeAll(null);
    try {
      weaving.beforeEach(null);
      assertThat(greeter.greet("Ann")).isEqualTo("Dear Ann");

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> weaving.afterEach(null))
          .withMessageContaining("ThrowingHook failed")
          .withMessageContaining("broken hook");
    } finally {
      weaving.afterAll(null);
    }
  }

  @Test
  void hookThatCannotBeMade_failsTheTest() throws Exception {
    WeavingExtension weaving = WeavingExtension.of(new GreeterModule("UnlinkableHook"));
    weaving.beforeAll(null);
    try {
      assertThat(greeter.greet("Ann")).isEqualTo("Dear Ann");

      assertThat(weaving.complaints())
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains("UnlinkableHook cannot be created")
                      .contains("no service of type java.lang.Runnable is available"));
    } finally {
      weaving.afterAll(null);
    }
  }

  @Test
  void failureThatAHookReports_failsTheTest() throws Exception {
    WeavingExtension weaving = WeavingExtension.of(new GreeterModule("ReportingHook"));
    weaving.beforeAll(null);
    try {
      greeter.greet("Ann");

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> weaving.afterEach(null))
          .withMessageContaining("broken wrapper");
    } finally {
      weaving.afterAll(null);
    }
  }

  @Test
  void hookThatDoesNotExist_failsTheTest() throws Exception {
    WeavingExtension weaving = WeavingExtension.of(new GreeterModule("MissingHook"));
    weaving.beforeAll(null);
    try {
      weaving.beforeEach(null);

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> weaving.afterEach(null))
          .withMessageContaining("MissingHook");
    } finally {
      weaving.afterAll(null);
    }
  }

  @Test
  void hookThatLeavesItsContext_failsTheTest() throws Exception {
    WeavingExtension weaving = WeavingExtension.of(new GreeterModule("ForgetfulHook"));
    weaving.beforeAll(null);
    try (Scope around = Context.root().makeCurrent()) {
      assertThatIllegalArgumentException().isThrownBy(() -> greeter.greet(""));

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> weaving.afterEach(null))
          .withMessageStartingWith("the thread of the test is left in Context(");
    } finally {
      weaving.afterAll(null);
    }
  }

  @Test
  void complaintsThatTheTestTook_doNotFailIt() throws Exception {
    WeavingExtension weaving = WeavingExtension.of(new GreeterModule("ThrowingHook"));
    weaving.beforeAll(null);
    try {
      greeter.greet("Ann");

      assertThat(weaving.complaints()).hasSize(2);
      weaving.afterEach(null);
    } finally {
      weaving.afterAll(null);
    }
  }
}
