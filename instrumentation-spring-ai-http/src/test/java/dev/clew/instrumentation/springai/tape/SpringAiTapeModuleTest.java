// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.Hook;
import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.testkit.TestRun;
import dev.clew.testkit.TestedLibrary;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SpringAiTapeModuleTest {
  private final SpringAiTapeModule module = new SpringAiTapeModule();

  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(SpringAiTapeModule.class);
  }

  @Test
  void library_onTheClassPath_isTheVersionUnderTest() throws ClassNotFoundException {
    // Checks that OtherVersionsTest really runs these tests with the other version.
    String newest = TestedLibrary.named("Spring AI over HTTP").newest().version();
    String expected = System.getProperty(TestRun.VERSION, newest);
    Class<?> marker = Class.forName(module.library().markers().get(0));

    assertThat(marker.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("spring-ai-retry-" + expected + ".jar");
  }

  @Test
  void hookPoints_existInEveryVersion() {
    assertThat(module.hookPoints())
        .hasSize(8)
        .allSatisfy(
            point -> {
              assertThat(Class.forName(point.hookClass())).isAssignableTo(Hook.class);
              assertThat(parameters(point)).contains(point.parameterTypes());
            });
  }

  /** Without initialising the class, since the clients below are not on the class path. */
  private static List<List<String>> parameters(HookPoint point) throws ClassNotFoundException {
    Class<?> type =
        Class.forName(point.className(), false, SpringAiTapeModuleTest.class.getClassLoader());
    try {
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.getName().equals(point.methodName()))
          .map(method -> Arrays.stream(method.getParameterTypes()).map(Class::getName).toList())
          .toList();
    } catch (NoClassDefFoundError missingClient) {
      return List.of(List.copyOf(point.parameterTypes())); // of Jetty, for example
    }
  }
}
