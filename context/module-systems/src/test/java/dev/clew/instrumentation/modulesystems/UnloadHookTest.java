// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.modulesystems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.testkit.LibraryVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnloadHookTest {
  @Test
  void unloading_hasWhatWaitsRenderedFirst_butNotForLong() {
    List<Duration> asked = new ArrayList<>();
    UnloadHook hook =
        new UnloadHook(
            timeout -> {
              asked.add(timeout);
              return false;
            });

    assertThat(hook.enter(null)).isNull();

    assertThat(asked).containsExactly(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @SuppressWarnings("unchecked")
  void everyVersion_declaresWhatIsHooked(LibraryVersion version, HookPoint point) throws Exception {
    BiFunction<String, String, List<String>> declared =
        version.load(BiFunction.class, DeclaredMethods.class);

    assertThat(declared.apply(point.className(), point.methodName()))
        .contains(String.join(",", point.parameterTypes()));
    assertThat(point.hookClass()).isEqualTo(UnloadHook.class.getName());
  }

  static Stream<Arguments> versions() {
    return Stream.<InstrumentationModule>of(new FelixModule(), new JbossModulesModule())
        .flatMap(
            module ->
                LibraryVersion.supportedBy(module).stream()
                    .map(version -> Arguments.of(version, module.hookPoints().get(0))));
  }
}
