// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HookPointTest {
  @Test
  void method_withoutParameters_meansEveryMethodOfTheName() {
    assertThat(HookPoint.inClass("lib.Client").method("ask").hook("mod.AskHook"))
        .isEqualTo(
            new HookPoint(
                "lib.Client",
                false,
                null,
                "ask",
                null,
                null,
                false,
                false,
                false,
                false,
                false,
                null,
                "mod.AskHook"));
  }

  @Test
  void method_withParameters_meansThatOne() {
    HookPoint point =
        HookPoint.inClass("lib.Client")
            .method("ask", "java.lang.String", HookPoint.ANY)
            .returning("lib.Answer")
            .replacingArguments()
            .answering()
            .optional()
            .hook("mod.AskHook");

    assertThat(point)
        .isEqualTo(
            new HookPoint(
                "lib.Client",
                false,
                null,
                "ask",
                List.of("java.lang.String", "*"),
                "lib.Answer",
                true,
                true,
                true,
                false,
                false,
                null,
                "mod.AskHook"));
  }

  @Test
  void method_withNoParameterAtAll_isMeantByAnEmptyArray() {
    HookPoint point = HookPoint.inClass("lib.Client").method("ask", new String[0]).hook("mod.H");

    assertThat(point.parameterTypes()).isEmpty();
  }

  @Test
  void implementations_keepTheirCompanion() {
    HookPoint point =
        HookPoint.inImplementations("lib.Model", "lib.Request").method("chat").hook("mod.H");

    assertThat(point.implementations()).isTrue();
    assertThat(point.companion()).isEqualTo("lib.Request");
  }

  @Test
  void label_isPassedToTheHook() {
    HookPoint point = HookPoint.inClass("lib.Client").method("ask").label("stream").hook("mod.H");

    assertThat(point.label()).isEqualTo("stream");
  }

  @Test
  void constructor_isAMethodOfItsOwnName() {
    assertThat(HookPoint.inClass("lib.Client").constructor().hook("mod.H").methodName())
        .isEqualTo(HookPoint.CONSTRUCTOR);
  }

  @Test
  void constructor_cannotBeAnswered() {
    HookPoint.Builder builder = HookPoint.inClass("lib.Client").constructor().answering();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.hook("mod.H"))
        .withMessage("lib.Client: no hook can answer for a constructor");
  }

  @Test
  void hookPoint_withoutMethod_isRefusedWithTheReason() {
    HookPoint.Builder builder = HookPoint.inClass("lib.Client");

    assertThatNullPointerException()
        .isThrownBy(() -> builder.hook("mod.H"))
        .withMessage("method(..) or constructor() is missing");
  }

  @Test
  void hookPoint_withoutClassOrHook_isRefusedWithTheReason() {
    assertThatNullPointerException()
        .isThrownBy(() -> HookPoint.inClass(null).method("ask").hook("mod.H"))
        .withMessage("the class name of a hook point is null");
    assertThatNullPointerException()
        .isThrownBy(() -> HookPoint.inClass("lib.Client").method("ask").hook(null))
        .withMessage("the hook class of a hook point is null");
  }
}
