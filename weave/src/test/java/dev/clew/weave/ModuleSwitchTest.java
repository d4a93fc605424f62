// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Modules that are switched off, on, or added while their classes are in use. */
class ModuleSwitchTest {
  private static final String HOOK = "dev.clew.weave.sample.JournalHook";

  private static final String SOURCE =
      """
      package target;
      public class Phone implements Device {
        public String call(Object peer) throws Exception {
          return "called " + (peer instanceof java.util.concurrent.Callable<?> inner ? inner.call() : peer);
        }
      }
      """;

  private static final String DEVICE =
      "package target; public interface Device { String call(Object peer) throws Exception; }";

  private final ClassLoader loader = Compilation.isolated("17", SOURCE, DEVICE);

  @Test
  void moduleThatIsOff_isNotCalled() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point())) {
      call("Ann");
      harness.turn(false);
      assertThat(call("Bob")).isEqualTo("called Bob");
      harness.turn(true);
      call("Cem");

      assertThat(harness.journal)
          .containsExactly(
              "enter [Ann]", "exit called Ann null", "enter [Cem]", "exit called Cem null");
    }
  }

  @Test
  void callThatHasBegun_endsAlthoughTheModuleIsOff() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point())) {
      Callable<String> peer =
          () -> {
            harness.turn(false);
            return "nobody";
          };

      assertThat(call(peer)).isEqualTo("called nobody");
      assertThat(harness.journal).hasSize(2).element(1).isEqualTo("exit called nobody null");
    }
  }

  @Test
  void moduleThatIsAdded_isWovenIntoLoadedClasses() throws Exception {
    assertAdded(point());
  }

  @Test
  void moduleThatIsAdded_isWovenIntoLoadedImplementations() throws Exception {
    assertAdded(
        HookPoint.inImplementations("target.Device", "target.Request").method("call").hook(HOOK));
  }

  private void assertAdded(HookPoint added) throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(HookPoint.inClass("target.Other").method("x").hook(HOOK))) {
      call("Ann");

      harness.add(added);
      call("Bob");

      assertThat(harness.journal).containsExactly("enter [Bob]", "exit called Bob null");
      assertThat(harness.warnings).isEmpty();
    }
  }

  private static HookPoint point() {
    return HookPoint.inClass("target.Phone").method("call").hook(HOOK);
  }

  private Object call(Object peer) throws Exception {
    Class<?> phone = loader.loadClass("target.Phone");
    Method call = phone.getMethod("call", Object.class);
    return call.invoke(phone.getConstructor().newInstance(), peer);
  }
}
