// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.Hook;
import dev.clew.api.hook.InstrumentationModule;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What can be tested without the library, whose classes are for a later Java. */
class EmbabelModuleTest {
  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(EmbabelModule.class);
  }

  @Test
  void hooks_areThoseOfTheModule() {
    assertThat(new EmbabelModule().hookPoints())
        .hasSize(3)
        .allSatisfy(
            point -> assertThat(Class.forName(point.hookClass())).isAssignableTo(Hook.class));
  }
}
