// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Woven classes must pass the verifier, whichever compiler wrote them. */
class StrangeClassFilesTest {
  private static final HookPoint HELLO =
      HookPoint.inClass("target.Greeter").method("hello").hook("dev.clew.weave.sample.JournalHook");

  @Test
  void returnThatLeavesValuesOnTheStack_isWoven() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(HELLO)) {
      Class<?> greeter = load(StrangeClassFiles.withLeftovers());

      assertThat(greeter.getMethod("hello", String.class).invoke(null, "Ann")).isEqualTo(1L);
      assertThat(greeter.getMethod("hello", String.class).invoke(null, (Object) null))
          .isEqualTo(2L);
      assertThat(harness.journal)
          .containsExactly("enter [Ann]", "exit 1 null", "enter [null]", "exit 2 null");
    }
  }

  @Test
  void argumentThatTheMethodPutsSomethingElseInPlaceOf_isSeenAsItCame() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(HELLO, HELLO)) {
      Class<?> greeter = load(StrangeClassFiles.withReusedArgument());

      assertThat(greeter.getMethod("hello", String.class).invoke(null, "Ann")).isEqualTo(0);
      assertThat(harness.journal)
          .containsExactly("enter [Ann]", "enter [Ann]", "exit 0 null", "exit 0 null");
    }
  }

  @Test
  void constructorWhoseStackMapsLackTheObject_isWoven() throws Exception {
    HookPoint constructor =
        HookPoint.inClass("target.Greeter").constructor().hook("dev.clew.weave.sample.JournalHook");
    try (WeavingHarness harness = new WeavingHarness(constructor, constructor)) {
      Class<?> greeter = load(StrangeClassFiles.withShrunkConstructor());

      greeter.getConstructor(String.class).newInstance((Object) null);

      assertThat(harness.journal).containsExactly("enter [null]", "enter [null]");
    }
  }

  @Test
  void constructorThatKeepsTheObjectOnTheStackAlone_isWoven() throws Exception {
    HookPoint constructor =
        HookPoint.inClass("target.Greeter").constructor().hook("dev.clew.weave.sample.JournalHook");
    try (WeavingHarness harness = new WeavingHarness(constructor, constructor)) {
      Class<?> greeter = load(StrangeClassFiles.withObjectOnTheStackAlone());

      greeter.getConstructor(String.class).newInstance("Ann");
      greeter.getConstructor(String.class).newInstance((Object) null);

      assertThat(harness.journal)
          .containsExactly("enter [Ann]", "enter [Ann]", "enter [null]", "enter [null]");
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void methodThatBeginsWithALoop_isWoven() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(HELLO)) {
      ClassLoader loader =
          Compilation.isolated(
              "17",
              "package target; public class Greeter { public static int hello(int times) {"
                  + " do { times--; } while (times > 0); return times; } }");

      Object left =
          loader.loadClass("target.Greeter").getMethod("hello", int.class).invoke(null, 3);

      assertThat(left).isEqualTo(0);
      assertThat(harness.journal).containsExactly("enter [3]", "exit 0 null");
    }
  }

  private static Class<?> load(Map<String, byte[]> classes) throws ClassNotFoundException {
    return new Compilation.Classes(classes, null).loadClass("target.Greeter");
  }
}
