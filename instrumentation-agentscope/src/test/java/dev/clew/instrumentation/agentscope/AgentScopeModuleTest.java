// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

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
import org.junit.jupiter.api.Test;

class AgentScopeModuleTest {
  private final AgentScopeModule module = new AgentScopeModule();

  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(AgentScopeModule.class);
  }

  @Test
  void library_onTheClassPath_isTheVersionUnderTest() {
    // Checks that OtherVersionsTest really runs these tests with the other version.
    String newest = TestedLibrary.named("agentscope").newest().version();
    String expected = System.getProperty(TestRun.VERSION, newest);
    Class<?> marker = load(module.library().markers().get(0));

    assertThat(marker.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("agentscope-core-" + expected + ".jar");
  }

  @Test
  void markers_exist() {
    assertThat(module.library().markers()).allSatisfy(AgentScopeModuleTest::load);
  }

  @Test
  void hookPoints_matchExactlyOneMethodEach() {
    assertThat(module.hookPoints())
        .filteredOn(point -> !point.optional())
        .hasSize(4)
        .allSatisfy(
            point -> {
              assertThat(methods(point)).hasSize(1);
              assertThat(load(point.hookClass())).isAssignableTo(Hook.class);
            });
  }

  /** Only version 1 has pipelines, which stream since 1.0.6; only version 2 has permissions. */
  @Test
  void hookPoints_optional_areThoseOfTheVersion() {
    String version = Agents.VERSION_2 ? "permission" : "pipeline";

    assertThat(module.hookPoints())
        .filteredOn(HookPoint::optional)
        .filteredOn(point -> !point.methodName().equals("stream"))
        .filteredOn(
            point ->
                point.className().contains(version)
                    || point.className().matches(".*(Memory|Knowledge|Invoker)"))
        .hasSize(Agents.VERSION_2 ? 5 : 6)
        .allSatisfy(point -> assertThat(methods(point)).hasSize(1));
  }

  private static List<Method> methods(HookPoint point) {
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

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }
}
