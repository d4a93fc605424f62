// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.hook.HookPoint;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeavingTest {
  private static final String SAMPLE = "dev.clew.weave.sample.";
  private static final String GREETER =
      """
      package target;
      public class Greeter {
        private static class Inner { private String mark() { return "!"; } }
        public String last;
        public Greeter() { this("nobody"); }
        public Greeter(String last) { this.last = last; }
        public String hello(String name) { return "hello " + name + new Inner().mark(); }
        public int count(String text, long times) { return text.length() * (int) times; }
        public void keep(String name) { last = name; }
        public static String loud(String name) { return name.toUpperCase(); }
        public String fail(String name) { throw new IllegalArgumentException(name); }
      }
      """;

  @Test
  void hook_seesArgumentsAndResult() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point("hello", "JournalHook"))) {
      Object greeting = call("17", "hello", "Ann");

      assertThat(greeting).isEqualTo("hello Ann!");
      assertThat(harness.journal).containsExactly("enter [Ann]", "exit hello Ann! null");
    }
  }

  @Test
  void classOfJava8_inLoaderWithNullParent_isWoven() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point("hello", "JournalHook"))) {
      assertThat(call("8", "hello", "Ann")).isEqualTo("hello Ann!");
      assertThat(harness.journal).hasSize(2);
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void parameterThatIsAnArray_isNamedAsInSource() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Joiner")
            .method("join", "java.lang.String[]", "int[][]")
            .returning("java.lang.String[]")
            .hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      Class<?> joiner =
          Compilation.isolated(
                  "17",
                  "package target; public class Joiner { public static String[] join(String[] texts,"
                      + " int[][] numbers) { return texts; } }")
              .loadClass("target.Joiner");

      joiner.getMethod("join", String[].class, int[][].class).invoke(null, new String[0], null);

      assertThat(harness.journal).hasSize(2);
    }
  }

  @Test
  void exceptionOfTheMethod_reachesTheCallerAndTheHook() {
    try (WeavingHarness harness = new WeavingHarness(point("fail", "JournalHook"))) {
      assertThatThrownBy(() -> call("17", "fail", "Ann"))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("Ann");
      assertThat(harness.journal)
          .containsExactly("enter [Ann]", "exit null java.lang.IllegalArgumentException: Ann");
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void primitiveArgumentsAndResult_areBoxedForTheHook() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point("count", "JournalHook"))) {
      Class<?> greeter = Compilation.isolated("17", GREETER).loadClass("target.Greeter");
      Object result =
          greeter
              .getMethod("count", String.class, long.class)
              .invoke(greeter.getConstructor().newInstance(), "abc", 2L);

      assertThat(result).isEqualTo(6);
      assertThat(harness.journal).containsExactly("enter [abc, 2]", "exit 6 null");
    }
  }

  @Test
  void staticAndVoidMethods_areWoven() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(point("loud", "JournalHook"), point("keep", "JournalHook"))) {
      assertThat(call("17", "loud", "ann")).isEqualTo("ANN");
      assertThat(call("17", "keep", "ann")).isNull();
      assertThat(harness.journal)
          .containsExactly("enter [ann]", "exit ANN null", "enter [ann]", "exit null null");
    }
  }

  @Test
  void constructor_isSeenOnceItReturned() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter").constructor().hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      Compilation.isolated("17", GREETER)
          .loadClass("target.Greeter")
          .getConstructor(String.class)
          .newInstance("Ann");

      assertThat(harness.journal).containsExactly("enter [Ann]");
    }
  }

  @Test
  void hook_canReplaceArgumentsAndResult() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter")
            .method("hello", "java.lang.String")
            .replacingArguments()
            .hook(SAMPLE + "ReplacingHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(call("8", "hello", "Ann")).isEqualTo("<hello replaced!>");
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void resultOfTheWrongType_isIgnored() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point("hello", "WrongTypeHook"))) {
      assertThat(call("17", "hello", "Ann")).isEqualTo("hello Ann!");
    }
  }

  @Test
  void uninterestedHook_isNotCalledOnTheWayOut() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point("hello", "UninterestedHook"))) {
      assertThat(call("17", "hello", "Ann")).isEqualTo("hello Ann!");
      assertThat(harness.journal).isEmpty();
    }
  }

  @Test
  void throwingHook_isCountedAndSaidOnce() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(point("hello", "ThrowingHook"), point("loud", "ThrowingExitHook"))) {
      assertThat(call("17", "hello", "Ann")).isEqualTo("hello Ann!");
      assertThat(call("17", "loud", "ann")).isEqualTo("ANN");
      assertThat(harness.failures.count()).isEqualTo(2);
      assertThat(harness.warnings)
          .hasSize(2)
          .allMatch(line -> line.contains("IllegalStateException: broken hook"));
    }
  }

  @Test
  void linkageErrorInHook_staysInside() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(point("hello", "LinkageErrorHook"))) {
      assertThat(call("17", "hello", "Ann")).isEqualTo("hello Ann!");
      assertThat(harness.failures.count()).isEqualTo(1);
    }
  }

  @Test
  void loadedClass_isWovenByRetransformation() throws Exception {
    ClassLoader loader = Compilation.isolated("8", GREETER);
    Class<?> greeter = loader.loadClass("target.Greeter");
    Object ann = greeter.getConstructor().newInstance();
    assertThat(greeter.getMethod("hello", String.class).invoke(ann, "Ann")).isEqualTo("hello Ann!");
    try (WeavingHarness harness = new WeavingHarness(point("hello", "JournalHook"))) {
      harness.retransform(greeter);

      greeter.getMethod("hello", String.class).invoke(ann, "Bob");

      assertThat(harness.journal).containsExactly("enter [Bob]", "exit hello Bob! null");
    }
  }

  @Test
  void classThatLoadedBeforeAndOnlyComesAlong_isWovenOnce() throws Exception {
    ClassLoader loader = Compilation.isolated("17", GREETER);
    Class<?> greeter = loader.loadClass("target.Greeter");
    Object ann = greeter.getConstructor().newInstance();
    try (WeavingHarness harness =
        new WeavingHarness(false, List.of(), point("hello", "JournalHook"))) {
      harness.weaveLoadedBefore();
      harness.weaveLoadedBefore();

      greeter.getMethod("hello", String.class).invoke(ann, "Bob");

      assertThat(harness.journal).containsExactly("enter [Bob]", "exit hello Bob! null");
    }
  }

  @Test
  void classThatLoadedBeforeAndStartsClew_isTheGatesBusiness() throws Exception {
    ClassLoader loader = Compilation.isolated("17", GREETER);
    Class<?> greeter = loader.loadClass("target.Greeter");
    Object ann = greeter.getConstructor().newInstance();
    try (WeavingHarness harness = new WeavingHarness(point("hello", "JournalHook"))) {
      harness.weaveLoadedBefore();

      greeter.getMethod("hello", String.class).invoke(ann, "Bob");

      assertThat(harness.journal).isEmpty();
    }
  }

  @Test
  void classOfTheJdk_isWovenByRetransformation() throws Exception {
    HookPoint point =
        HookPoint.inClass("java.util.concurrent.Phaser")
            .method("getPhase")
            .hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      harness.retransform(java.util.concurrent.Phaser.class);

      assertThat(new java.util.concurrent.Phaser().getPhase()).isZero();
      assertThat(harness.journal).containsExactly("enter []", "exit 0 null");
    }
  }

  @Test
  void kotlinClass_isWoven() throws Exception {
    URL kotlin = kotlin.Pair.class.getProtectionDomain().getCodeSource().getLocation();
    HookPoint point = HookPoint.inClass("kotlin.Pair").method("copy").hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(point);
        URLClassLoader loader = new URLClassLoader(new URL[] {kotlin}, null)) {
      Class<?> pair = loader.loadClass("kotlin.Pair");
      Object one = pair.getConstructor(Object.class, Object.class).newInstance("a", "b");

      Object copy = pair.getMethod("copy", Object.class, Object.class).invoke(one, "c", "d");

      assertThat(copy).hasToString("(c, d)");
      assertThat(harness.journal).containsExactly("enter [c, d]", "exit (c, d) null");
    }
  }

  @Test
  void defaultMethodOfInterface_isWoven() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Polite").method("greet").hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      ClassLoader loader =
          Compilation.isolated(
              "8",
              "package target; public interface Polite { default String greet(String name)"
                  + " { return prefix() + name; } default String prefix() { return \"dear \"; } }",
              "package target; public class Ann implements Polite { }");
      Class<?> ann = loader.loadClass("target.Ann");

      Object greeting =
          ann.getMethod("greet", String.class).invoke(ann.getConstructor().newInstance(), "Bob");

      assertThat(greeting).isEqualTo("dear Bob");
      assertThat(harness.journal).containsExactly("enter [Bob]", "exit dear Bob null");
    }
  }

  /** The JVM also accepts Java 6 class files without stack maps. */
  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_5, Opcodes.V1_6})
  void classWithoutStackMaps_isWoven(int version) throws Exception {
    Map<String, byte[]> classes = OldClassFiles.withBranches(version);
    try (WeavingHarness harness = new WeavingHarness(point("choose", "JournalHook"))) {
      Class<?> greeter = new Compilation.Classes(classes, null).loadClass("target.Greeter");

      assertThat(greeter.getMethod("choose", String.class).invoke(null, "Ann")).isEqualTo("Ann");
      assertThat(harness.journal).containsExactly("enter [Ann]", "exit Ann null");
      assertThat(harness.warnings).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6})
  void classWithSubroutine_isLeftAloneWithALine(int version) throws Exception {
    Map<String, byte[]> classes = OldClassFiles.withSubroutine(version);
    try (WeavingHarness harness = new WeavingHarness(point("loud", "JournalHook"))) {
      Class<?> greeter = new Compilation.Classes(classes, null).loadClass("target.Greeter");

      assertThat(greeter.getMethod("loud", String.class).invoke(null, "ann")).isEqualTo("ann");
      assertThat(harness.journal).isEmpty();
      assertThat(harness.warnings)
          .containsExactly(
              "target.Greeter is not woven: its class file has version %d, from a"
                      .formatted(version)
                  + " compiler older than Java 6");
    }
  }

  private static HookPoint point(String method, String hook) {
    return HookPoint.inClass("target.Greeter").method(method).hook(SAMPLE + hook);
  }

  private static Object call(String release, String method, String argument) throws Exception {
    Class<?> greeter = Compilation.isolated(release, GREETER).loadClass("target.Greeter");
    return greeter
        .getMethod(method, String.class)
        .invoke(greeter.getConstructor().newInstance(), argument);
  }
}
