// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.Hook;
import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.testkit.TestRun;
import dev.clew.testkit.TestedLibrary;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OpenAiModuleTest {
  private final OpenAiModule module = new OpenAiModule();

  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(OpenAiModule.class);
  }

  @Test
  void library_onTheClassPath_isTheVersionUnderTest() {
    // Checks that OtherVersionsTest really runs these tests with the other version.
    String newest = TestedLibrary.named("openai-java").newest().version();
    String expected = System.getProperty(TestRun.VERSION, newest);
    Class<?> marker = load(module.library().markers().get(0));

    assertThat(marker.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("openai-java-core-" + expected + ".jar");
  }

  @Test
  void markers_exist() {
    assertThat(module.library().markers()).allSatisfy(OpenAiModuleTest::load);
  }

  @Test
  void hookPoints_matchExactlyOneMethodEach() {
    assertThat(module.hookPoints())
        .filteredOn(point -> !point.optional())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            point -> {
              assertThat(methods(point)).hasSize(1);
              assertThat(load(point.hookClass())).isAssignableTo(Hook.class);
            });
  }

  @Test
  void hookPoints_optional_matchNowhereTwice() {
    assertThat(module.hookPoints())
        .filteredOn(HookPoint::optional)
        .allSatisfy(
            point -> {
              assertThat(load(point.hookClass())).isAssignableTo(Hook.class);
              assertThat(methods(point)).hasSizeLessThanOrEqualTo(1);
            });
  }

  @Test
  void hookPoints_ofRetries_matchOneBackoffTheCountAndTheWayThere() {
    assertThat(module.hookPoints())
        .filteredOn(point -> point.hookClass().endsWith(".RetryHook"))
        .filteredOn(point -> !methods(point).isEmpty())
        .hasSize(4);
  }

  @Test
  @Tag("newest")
  void hookPoints_ofImageStreams_matchInTheNewest() {
    assertThat(module.hookPoints())
        .filteredOn(point -> point.methodName().matches("(generate|edit)Streaming"))
        .hasSize(4)
        .allSatisfy(point -> assertThat(methods(point)).hasSize(1));
  }

  @Test
  @Tag("newest")
  void hookPoints_ofResponses_allMatchInTheNewest() {
    assertThat(module.hookPoints())
        .filteredOn(
            point ->
                point.hookClass().matches(".*[.](responses|retrieve|websocket)[.].*")
                    || point.className().matches(".*[.]beta[.](?!agents[.]).*"))
        .hasSize(4 + 8 + 12 + 1 + 9)
        .allSatisfy(point -> assertThat(methods(point)).hasSize(1));
  }

  @Test
  @Tag("newest")
  void hookPoints_ofHostedAgents_matchInTheNewest() {
    List<HookPoint> points =
        module.hookPoints().stream()
            .filter(point -> point.className().contains(".beta.agents."))
            .toList();

    assertThat(points)
        .filteredOn(point -> !point.methodName().equals(HookPoint.CONSTRUCTOR))
        .filteredOn(point -> !point.methodName().contains("$lambda$"))
        .hasSize(16)
        .allSatisfy(point -> assertThat(methods(point)).hasSize(1));
    assertThat(points)
        .filteredOn(point -> point.methodName().contains("$lambda$"))
        .flatExtracting(OpenAiModuleTest::methods)
        .extracting(method -> List.of(method.getParameterTypes()).toString())
        .anyMatch(types -> types.contains("AgentFunctionCallItem") && types.contains("Throwable"));
  }

  private static List<Method> methods(HookPoint point) {
    if (point.optional() && !exists(point.className())) {
      return List.of();
    }
    List<String> wanted = point.parameterTypes();
    return Arrays.stream(load(point.className()).getDeclaredMethods())
        .filter(method -> method.getName().equals(point.methodName()))
        .filter(method -> wanted == null || matches(method.getParameterTypes(), wanted))
        .filter(
            method ->
                point.returnType() == null
                    || method.getReturnType().getName().equals(point.returnType()))
        .toList();
  }

  private static boolean matches(Class<?>[] types, List<String> wanted) {
    return types.length == wanted.size()
        && IntStream.range(0, types.length)
            .allMatch(
                i ->
                    wanted.get(i).equals(HookPoint.ANY)
                        || wanted.get(i).equals(types[i].getName()));
  }

  private static boolean exists(String name) {
    return OpenAiModuleTest.class.getClassLoader().getResource(name.replace('.', '/') + ".class")
        != null;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }
}
