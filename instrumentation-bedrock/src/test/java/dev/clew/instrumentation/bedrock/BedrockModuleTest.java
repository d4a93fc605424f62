// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

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

class BedrockModuleTest {
  private static final List<InstrumentationModule> MODULES =
      List.of(new BedrockModule(), new BedrockAgentsModule());

  private static List<HookPoint> hookPoints() {
    return MODULES.stream().flatMap(module -> module.hookPoints().stream()).toList();
  }

  @Test
  void modules_areFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(BedrockModule.class)
        .hasAtLeastOneElementOfType(BedrockAgentsModule.class);
  }

  @Test
  void library_onTheClassPath_isTheVersionUnderTest() {
    // Checks that OtherVersionsTest really runs these tests with the other version.
    String newest = TestedLibrary.named("bedrockruntime").newest().version();
    String expected = System.getProperty(TestRun.VERSION, newest);

    assertThat(MODULES)
        .map(InstrumentationModule::library)
        .allSatisfy(
            library ->
                assertThat(
                        load(library.markers().get(0))
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .endsWith(library.name() + "-" + expected + ".jar"));
  }

  @Test
  void markers_exist() {
    assertThat(MODULES)
        .flatMap(module -> module.library().markers())
        .hasSize(4)
        .allSatisfy(BedrockModuleTest::load);
  }

  @Test
  void hookPoints_matchExactlyOneMethodEach() {
    assertThat(hookPoints())
        .filteredOn(point -> !point.optional())
        .hasSize(12)
        .allSatisfy(
            point -> {
              assertThat(methods(point)).hasSize(1);
              assertThat(load(point.hookClass())).isAssignableTo(Hook.class);
            });
  }

  @Test
  void hookPoints_optional_matchNowhereTwice() {
    assertThat(hookPoints())
        .filteredOn(HookPoint::optional)
        .allSatisfy(
            point -> {
              assertThat(load(point.hookClass())).isAssignableTo(Hook.class);
              assertThat(methods(point)).hasSizeLessThanOrEqualTo(1);
            });
  }

  @Test
  @Tag("newest")
  void hookPoints_missingInTheNewest_areThoseOfOlderVersions() {
    assertThat(hookPoints())
        .filteredOn(point -> methods(point).isEmpty())
        .extracting(point -> point.className() + "." + point.methodName())
        .isEmpty();
  }

  private static List<Method> methods(HookPoint point) {
    if (point.optional() && !exists(point.className())) {
      return List.of();
    }
    List<String> wanted = point.parameterTypes();
    return Arrays.stream(load(point.className()).getDeclaredMethods())
        .filter(method -> method.getName().equals(point.methodName()))
        .filter(method -> !method.isBridge())
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
    return BedrockModuleTest.class.getClassLoader().getResource(name.replace('.', '/') + ".class")
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
