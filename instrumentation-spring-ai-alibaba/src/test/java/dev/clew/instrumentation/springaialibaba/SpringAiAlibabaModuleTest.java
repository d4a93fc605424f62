// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.Hook;
import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.testkit.TestRun;
import dev.clew.testkit.TestedLibrary;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpringAiAlibabaModuleTest {
  private final SpringAiAlibabaModule module = new SpringAiAlibabaModule();

  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(SpringAiAlibabaModule.class);
  }

  @Test
  void library_onTheClassPath_isTheVersionUnderTest() {
    // Checks that OtherVersionsTest really runs these tests with the other version.
    String newest = TestedLibrary.named("spring-ai-alibaba").newest().version();
    String expected = System.getProperty(TestRun.VERSION, newest);
    Class<?> marker = load(module.library().markers().get(0));

    assertThat(marker.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("spring-ai-alibaba-graph-core-" + expected + ".jar");
  }

  @Test
  void markers_exist() {
    assertThat(module.library().markers()).allSatisfy(SpringAiAlibabaModuleTest::load);
  }

  @Test
  void hookPoints_thatAreRequired_exist() {
    assertThat(module.hookPoints())
        .filteredOn(point -> !point.optional())
        .hasSize(4)
        .allSatisfy(
            point -> {
              assertThat(executables(point)).isNotEmpty();
              assertThat(load(point.hookClass())).isAssignableTo(Hook.class);
            });
  }

  private static List<? extends Executable> executables(HookPoint point) {
    return point.methodName().equals(HookPoint.CONSTRUCTOR)
        ? List.of(load(point.className()).getDeclaredConstructors())
        : methods(point);
  }

  private static List<Method> methods(HookPoint point) {
    if (point.optional() && !exists(point.className())) {
      return List.of();
    }
    List<String> wanted = point.parameterTypes();
    return Arrays.stream(load(point.className()).getDeclaredMethods())
        .filter(method -> method.getName().equals(point.methodName()) && !method.isBridge())
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
    return SpringAiAlibabaModuleTest.class
            .getClassLoader()
            .getResource(name.replace('.', '/') + ".class")
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
