// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.Hook;
import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ParrotModuleTest {
  private final ParrotModule module = new ParrotModule();

  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .hasAtLeastOneElementOfType(ParrotModule.class);
  }

  @Test
  void markers_areClassesOfTheLibrary() {
    assertThat(module.library().markers()).allSatisfy(ParrotModuleTest::load);
  }

  @Test
  void hookPoints_matchExactlyOneMethodEach() {
    assertThat(module.hookPoints())
        .allSatisfy(
            point -> {
              assertThat(methods(point)).hasSize(1);
              assertThat(load(point.hookClass())).isAssignableTo(Hook.class);
            });
  }

  private static List<Method> methods(HookPoint point) {
    return Arrays.stream(load(point.className()).getMethods())
        .filter(method -> method.getName().equals(point.methodName()))
        .filter(
            method ->
                Arrays.stream(method.getParameterTypes())
                    .map(Class::getName)
                    .toList()
                    .equals(point.parameterTypes()))
        .toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }
}
