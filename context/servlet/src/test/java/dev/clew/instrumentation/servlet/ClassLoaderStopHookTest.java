// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.junit.jupiter.api.Test;

class ClassLoaderStopHookTest {
  private final List<Duration> asked = new ArrayList<>();

  @Test
  void stop_hasWhatWaitsRenderedFirst_butNotForLong() {
    ClassLoaderStopHook hook =
        new ClassLoaderStopHook(
            timeout -> {
              asked.add(timeout);
              return false;
            });

    assertThat(hook.enter(null)).isNull();

    assertThat(asked).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void classLoaderOfTomcat_declaresWhatIsHooked() throws Exception {
    HookPoint point =
        new ServletModule()
            .hookPoints().stream()
                .filter(each -> each.className().equals(WebappClassLoaderBase.class.getName()))
                .findAny()
                .orElseThrow();

    assertThat(WebappClassLoaderBase.class.getDeclaredMethod(point.methodName())).isNotNull();
    assertThat(point.hookClass()).isEqualTo(ClassLoaderStopHook.class.getName());
  }
}
