// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clew.api.hook.HookPoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.util.concurrent.Phaser;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks that stand in for the method. */
class AnsweringTest {
  private static final String ANSWER = "dev.clew.weave.sample.AnswerHook";
  private static final String JOURNAL = "dev.clew.weave.sample.JournalHook";

  private static final String MODEL =
      """
      package target;
      public class Model {
        public int calls;
        public static int staticCalls;
        public void ofVoid(String text) { calls++; }
        public boolean ofBoolean(String text) { calls++; return false; }
        public byte ofByte(String text) { calls++; return 0; }
        public char ofChar(String text) { calls++; return 'x'; }
        public short ofShort(String text) { calls++; return 0; }
        public int ofInt(String text) { calls++; return 0; }
        public long ofLong(String text) { calls++; return 0; }
        public float ofFloat(String text) { calls++; return 0; }
        public double ofDouble(String text) { calls++; return 0; }
        public String ofString(String text) { calls++; return text; }
        public int[] ofArray(String text) { calls++; return null; }
        public static long ofStatic(String text) { staticCalls++; return 0; }
        public String failing(String text) {
          calls++;
          throw new IllegalArgumentException(text);
        }
        public String looping(String text, long times, double factor) {
          do { try { calls++; times--; } finally { factor *= 2; } } while (times > 0);
          return text + factor;
        }
      }
      """;

  /** Loads the class at its first call, when hooks are in place. */
  private final ClassLoader loader = Compilation.isolated("17", MODEL);

  private @Nullable Object model;

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("ofVoid", null),
        arguments("ofBoolean", true),
        arguments("ofByte", (byte) -7),
        arguments("ofChar", 'ü'),
        arguments("ofShort", Short.MIN_VALUE),
        arguments("ofInt", Integer.MIN_VALUE),
        arguments("ofLong", Long.MIN_VALUE),
        arguments("ofFloat", 1.5f),
        arguments("ofDouble", Math.PI),
        arguments("ofString", "recorded"),
        arguments("ofString", null),
        arguments("ofArray", new int[] {1, 2}));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer_isWhatTheCallerGets_andTheMethodDoesNotRun(String method, Object answer)
      throws Exception {
    try (WeavingHarness harness = new WeavingHarness(answering(method))) {
      harness.answer = () -> answer;

      assertThat(call(method)).isEqualTo(answer);
      assertThat(calls()).isZero();
      assertThat(harness.journal).containsExactly("asked now");
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void staticMethod_isAnswered() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(answering("ofStatic"))) {
      harness.answer = () -> 1L << 40;

      assertThat(call("ofStatic")).isEqualTo(1L << 40);
      assertThat(model().getClass().getField("staticCalls").getInt(null)).isZero();
    }
  }

  @Test
  void answerOfAVoidMethod_isIgnored() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(answering("ofVoid"))) {
      harness.answer = () -> "whatever";

      assertThat(call("ofVoid")).isNull();
      assertThat(calls()).isZero();
    }
  }

  @Test
  void answerOfTheWrongType_isAClassCastExceptionForTheCaller() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(answering("ofString"), answering("ofLong"))) {
      harness.answer = () -> 7;

      assertThatThrownBy(() -> call("ofString"))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isExactlyInstanceOf(ClassCastException.class);
      assertThatThrownBy(() -> call("ofLong"))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isExactlyInstanceOf(ClassCastException.class);
      assertThat(calls()).isZero();
      assertThat(harness.failures.count()).isZero();
    }
  }

  @Test
  void answerThatThrows_reachesTheCallerAndTheHooksAround() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(observing("ofString"), answering("ofString"))) {
      ConnectException refused = new ConnectException("recorded");
      harness.answer =
          () -> {
            throw refused;
          };

      assertThatThrownBy(() -> call("ofString")).cause().isSameAs(refused);
      assertThat(harness.journal)
          .containsExactly("enter [now]", "asked now", "exit null " + refused);
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void answeringHook_isTheInnermostWhateverTheOrder() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(answering("ofString"), observing("ofString"))) {
      harness.answer =
          () -> {
            harness.journal.add("answering");
            return "recorded";
          };

      assertThat(call("ofString")).isEqualTo("recorded");
      assertThat(harness.journal)
          .containsExactly("enter [now]", "asked now", "answering", "exit recorded null");
    }
  }

  @Test
  void firstOfTwoAnsweringHooks_answers() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(answering("ofString"), answering("ofString"))) {
      harness.answer = () -> "recorded";

      assertThat(call("ofString")).isEqualTo("recorded");
      assertThat(harness.journal).containsExactly("asked now");
    }
  }

  @Test
  void withoutAnAnswer_theMethodRunsAndItsHookSeesTheResult() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(answering("ofString"))) {
      assertThat(call("ofString")).isEqualTo("now");
      assertThat(calls()).isEqualTo(1);
      assertThat(harness.journal).containsExactly("asked now", "ran now");
    }
  }

  @Test
  void withoutAnAnswer_theMethodsExceptionReachesTheHookAndTheCaller() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(answering("failing"))) {
      assertThatThrownBy(() -> call("failing"))
          .cause()
          .isExactlyInstanceOf(IllegalArgumentException.class);
      assertThat(harness.journal).containsExactly("asked now", "ran null");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "broken"})
  void exitThatFails_leavesTheResultAsItIs(String text) throws Exception {
    try (WeavingHarness harness = new WeavingHarness(answering("ofString"))) {
      assertThat(call("ofString", text)).isEqualTo(text);
    }
  }

  @Test
  void argumentsCanBeReplacedAsWell() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Model")
            .method("ofString")
            .replacingArguments()
            .answering()
            .label("replacing")
            .hook(ANSWER);
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(call("ofString")).isEqualTo("replaced");

      harness.answer = () -> "recorded";

      assertThat(call("ofString")).isEqualTo("recorded");
      assertThat(calls()).isEqualTo(1);
    }
  }

  @Test
  void methodWithALoopAndWideArguments_isAnswered() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(observing("looping"), answering("looping"), observing("looping"))) {
      Method looping =
          model().getClass().getMethod("looping", String.class, long.class, double.class);
      assertThat(looping.invoke(model(), "a", 3L, 1.0)).isEqualTo("a8.0");

      harness.answer = () -> "recorded";

      assertThat(looping.invoke(model(), "a", 3L, 1.0)).isEqualTo("recorded");
      assertThat(calls()).isEqualTo(3);
    }
  }

  @Test
  void classOfTheJdk_isAnsweredAfterRetransformation() throws Exception {
    HookPoint point =
        HookPoint.inClass("java.util.concurrent.Phaser")
            .method("arriveAndAwaitAdvance")
            .answering()
            .hook("dev.clew.weave.sample.FixedAnswerHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      harness.retransform(Phaser.class);

      assertThat(new Phaser(2).arriveAndAwaitAdvance()).isEqualTo(7);
    } finally {
      new WeavingHarness().retransform(Phaser.class);
    }
  }

  @Test
  void enterThatThrows_letsTheMethodRun() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(broken())) {
      assertThat(call("ofString")).isEqualTo("now");
      assertThat(harness.warnings)
          .singleElement()
          .asString()
          .contains("ThrowingHook failed; the application is not affected");
    }
  }

  @Test
  void enterThatThrows_failingClosed_refusesTheCall() throws Exception {
    try (WeavingHarness harness = WeavingHarness.failingClosed(observing("ofString"), broken())) {
      assertThatThrownBy(() -> call("ofString"))
          .cause()
          .isExactlyInstanceOf(AssertionError.class)
          .hasMessage(
              "clew: refused, because hook dev.clew.weave.sample.ThrowingHook cannot answer for it:"
                  + " java.lang.IllegalStateException: broken hook");
      assertThat(calls()).isZero();
      assertThat(harness.journal).hasSize(2).element(1).asString().contains("AssertionError");
      assertThat(harness.warnings)
          .singleElement()
          .asString()
          .contains("ThrowingHook failed; the call is refused");
    }
  }

  @Test
  void hookThatCannotBeCreated_failingClosed_refusesTheCall() throws Exception {
    HookPoint point = answering("ofString", "dev.clew.weave.sample.UncreatableHook");
    try (WeavingHarness harness = WeavingHarness.failingClosed(point)) {
      assertRefused("UncreatableHook cannot answer for it: it cannot be created, see the log");
      assertThat(harness.warnings).allMatch(line -> line.contains("cannot be created"));
    }
    try (WeavingHarness harness = new WeavingHarness(point)) {
      Class<?> another = Compilation.isolated("17", MODEL).loadClass("target.Model");
      Object running = another.getConstructor().newInstance();
      assertThat(another.getMethod("ofString", String.class).invoke(running, "now"))
          .isEqualTo("now");
    }
  }

  @Test
  void hookThatDoesNotMatchTheLibrary_failingClosed_refusesTheCall() throws Exception {
    try (WeavingHarness harness =
        WeavingHarness.failingClosed(
            observing("ofString"), answering("ofString", "dev.clew.weave.sample.UnlinkableHook"))) {
      assertRefused("UnlinkableHook cannot answer for it: it does not match the library");
      assertThat(harness.warnings).singleElement().asString().contains("does not match");
      assertThat(harness.journal).hasSize(2);
    }
  }

  @Test
  void hookThatDoesNotMatchTheLibrary_isOffWhereAnotherAnswers() throws Exception {
    HookPoint forOtherVersions =
        HookPoint.inClass("target.Model")
            .method("ofString")
            .answering()
            .optional()
            .hook("dev.clew.weave.sample.UnlinkableHook");
    try (WeavingHarness harness =
        WeavingHarness.failingClosed(forOtherVersions, answering("ofString"))) {
      harness.answer = () -> "recorded";
      assertThat(call("ofString")).isEqualTo("recorded");

      harness.answer = null;
      assertThat(call("ofString")).isEqualTo("now");
    }
  }

  @Test
  void observingHookThatFails_failingClosed_doesNoHarm() throws Exception {
    try (WeavingHarness harness =
        WeavingHarness.failingClosed(
            HookPoint.inClass("target.Model")
                .method("ofString")
                .hook("dev.clew.weave.sample.ThrowingHook"))) {
      assertThat(call("ofString")).isEqualTo("now");
    }
  }

  @Test
  void answer_whereThePointIsNotForIt_isIgnored() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(HookPoint.inClass("target.Model").method("ofString").hook(ANSWER))) {
      harness.answer = () -> "recorded";

      assertThat(call("ofString")).isEqualTo("now");
    }
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> call("ofString"))
        .cause()
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessageContaining(reason);
  }

  private static HookPoint answering(String method) {
    return answering(method, ANSWER);
  }

  private static HookPoint broken() {
    return answering("ofString", "dev.clew.weave.sample.ThrowingHook");
  }

  private static HookPoint answering(String method, String hook) {
    return HookPoint.inClass("target.Model").method(method).answering().hook(hook);
  }

  private static HookPoint observing(String method) {
    return HookPoint.inClass("target.Model").method(method).hook(JOURNAL);
  }

  private Object call(String method) throws Exception {
    return call(method, "now");
  }

  private Object call(String method, String argument) throws Exception {
    return model().getClass().getMethod(method, String.class).invoke(model(), argument);
  }

  private Object model() throws Exception {
    if (model == null) {
      model = loader.loadClass("target.Model").getConstructor().newInstance();
    }
    return model;
  }

  private int calls() throws Exception {
    return model().getClass().getField("calls").getInt(model);
  }
}
