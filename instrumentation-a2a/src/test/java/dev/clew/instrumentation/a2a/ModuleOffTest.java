// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.jdkhttp.JdkHttpClientModule;
import dev.clew.testkit.WeavingExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("newest") // the setting is the same for all versions
class ModuleOffTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new A2aModule(), new ConcurrentModule(), new JdkHttpClientModule())
          .without("a2a");

  @Test
  void moduleThatIsSwitchedOff_givesNoSpan() throws Exception {
    try (Desk desk =
        Desk.open(
            Desk.executing(
                (request, queue) -> queue.enqueueEvent(Desk.answer(request, "a story"))))) {
      desk.client(false, (event, card) -> {}).sendMessage(Desk.message("dragons"));

      assertThat(desk.requests).hasValue(1);
    }
    assertThat(weaving.spans().spans()).isEmpty();
  }
}
