// SPDX-License-Identifier: Apache-2.0
package dev.clew.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sample.library.Model;
import dev.clew.testkit.WeavingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A woven module that uses the kit: its package is outside the kit, as every module's is. */
class WovenModuleTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SampleModule());

  @Test
  void hook_isToldAtWhichPointItWasReached() {
    assertThat(new Model().chat("Where to?")).isEqualTo("Re: Where to?");
    assertThat(new Model().chatStreaming("Where to?")).isEqualTo("Re... Where to?");

    assertThat(weaving.tree()).hasToString("custom chat null\ncustom chat stream\n");
  }
}
