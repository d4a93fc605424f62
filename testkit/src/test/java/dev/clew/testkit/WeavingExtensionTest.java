// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.testkit.library.Greeter;
import dev.clew.testkit.sample.GreeterModule;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WeavingExtensionTest {
  /** Loaded before anything is woven. */
  private static final Greeter GREETER = new Greeter();

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GreeterModule());

  @RepeatedTest(2)
  void calls_areSpansOfTheirTestAlone() {
    assertThat(GREETER.greet("Ann")).isEqualTo("Dear Ann");

    assertThat(weaving.tree())
        .hasToString(
            """
            custom Greeter
              custom Politeness
            """);
  }

  @Test
  void exceptionOfTheLibrary_isThrownAndRecorded() {
    assertThatIllegalArgumentException().isThrownBy(() -> GREETER.greet(""));

    assertThat(weaving.tree())
        .hasToString("custom Greeter [error java.lang.IllegalArgumentException]\n");
  }

  @Nested
  class InANestedClass {
    @Test
    void calls_areSpansToo() {
      GREETER.greet("Ann");

      assertThat(weaving.spans().spans()).hasSize(2);
    }
  }
}
