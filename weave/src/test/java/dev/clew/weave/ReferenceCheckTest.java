// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceCheckTest {
  private static final String SAMPLE = "dev.clew.weave.sample.";
  private static final String GREETER =
      "package target; public class Greeter { public String hello(String n) { return n; } }";

  private static final HookPoint HELLO =
      HookPoint.inClass("target.Greeter").method("hello").hook(SAMPLE + "JournalHook");

  @Test
  void hookThatNeedsWhatTheApplicationLacks_isSwitchedOffInOneLine() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter").method("hello").hook(SAMPLE + "UnlinkableHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.failures.count()).isZero();
      assertThat(harness.warnings)
          .containsExactly(
              "sample-library unknown version does not match the test, which supports 1.0 to 2.0:"
                  + " it lacks class org.assertj.core.api.Assertions; anything that depends on it"
                  + " is not traced");
    }
  }

  @Test
  void hookThatIsGivenWhatTheApplicationLacks_isSwitchedOff() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter").method("hello").hook(SAMPLE + "GivenHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.failures.count()).isZero();
      assertThat(harness.warnings).singleElement().asString().contains("assertj");
    }
  }

  @Test
  void wrapperThatLacksAnAbstractMethodOfANewerLibrary_isFound() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter").method("hello").hook(SAMPLE + "WrappingHook");
    ClassLoader application =
        Compilation.isolated(
            "17",
            GREETER,
            "package org.junit.jupiter.api.extension; public interface ExtensionContext {}",
            "package org.junit.jupiter.api.extension; public interface BeforeAllCallback {"
                + " void beforeAll(ExtensionContext context) throws Exception;"
                + " void addedLater(); }");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(greet(application)).isEqualTo("Ann");
      assertThat(harness.warnings)
          .singleElement()
          .asString()
          .contains(
              "an implementation of addedLater()V in dev.clew.weave.sample.RunnableOfLibrary");
    }
  }

  @Test
  void methodThatTheLibraryDoesNotHave_isNamed() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter").method("goodbye").hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.warnings)
          .singleElement()
          .asString()
          .contains("it lacks method target.Greeter.goodbye;");
    }
  }

  @Test
  void optionalMethodThatTheLibraryDoesNotHave_isNoMismatch() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter")
            .method("goodbye")
            .optional()
            .hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void libraryWhoseHookedClassIsMissing_isNamedWhenItsMarkerLoads() throws Exception {
    HookPoint point = HookPoint.inClass("target.Gone").method("hello").hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(List.of("target.Greeter"), point)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.warnings)
          .singleElement()
          .asString()
          .contains("sample-library")
          .contains("it lacks class target.Gone;");
    }
  }

  @Test
  void hookThatItsModuleDoesNotContain_isNamed() throws Exception {
    HookPoint point =
        HookPoint.inClass("target.Greeter").method("hello").hook(SAMPLE + "NoSuchHook");
    try (WeavingHarness harness = new WeavingHarness(point)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.warnings)
          .containsExactly(
              "the test refers to hook dev.clew.weave.sample.NoSuchHook, which it does not contain;"
                  + " skipped");
    }
  }

  @Test
  void libraryThatLacksAHookedClass_isNotWovenAtAll() throws Exception {
    HookPoint present =
        HookPoint.inClass("target.Greeter").method("hello").hook(SAMPLE + "JournalHook");
    HookPoint gone = HookPoint.inClass("target.Gone").method("hello").hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness = new WeavingHarness(present, gone)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.journal).isEmpty();
      assertThat(harness.warnings)
          .containsExactly(
              "sample-library unknown version does not match the test, which supports 1.0 to 2.0:"
                  + " it lacks class target.Gone; it is not traced");
    }
  }

  @Test
  void partThatTheApplicationLacks_isNotMissed() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(
            true, List.of("target.Greeter"), List.of(part("lacking")), inPart("lacking"), HELLO)) {
      assertThat(greet(Compilation.isolated("17", GREETER))).isEqualTo("Ann");
      assertThat(harness.journal).hasSize(2);
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void partThatDoesNotMatch_isNamedByItselfAndLeavesTheRestAlone() throws Exception {
    try (WeavingHarness harness =
        new WeavingHarness(true, List.of(), List.of(part("other")), inPart("other"), HELLO)) {
      ClassLoader application =
          Compilation.isolated(
              "17", GREETER, "package target.other; public class Marker { public void wave() {} }");
      application.loadClass("target.other.Marker");

      assertThat(greet(application)).isEqualTo("Ann");
      assertThat(harness.journal).hasSize(2);
      assertThat(harness.warnings)
          .containsExactly(
              "sample-part unknown version does not match the test, which supports 3.0: it lacks"
                  + " class target.other.Waver; it is not traced");
    }
  }

  @Test
  void partOfALibraryThatDoesNotMatch_isNotToldOf() throws Exception {
    HookPoint gone = HookPoint.inClass("target.Gone").method("hello").hook(SAMPLE + "JournalHook");
    try (WeavingHarness harness =
        new WeavingHarness(true, List.of(), List.of(part("late")), inPart("late"), HELLO, gone)) {
      ClassLoader application =
          Compilation.isolated("17", GREETER, "package target.late; public class Marker {}");
      greet(application);
      application.loadClass("target.late.Marker");

      assertThat(harness.warnings)
          .singleElement()
          .asString()
          .startsWith("sample-library unknown version does not match")
          .contains("it lacks class target.Gone;");
    }
  }

  /** In a package of its own, because a test's transformer may see other tests' classes. */
  private static LibraryPart part(String name) {
    String packageName = "target." + name;
    return new LibraryPart(
        new Library("sample-part", "3.0", List.of(packageName + ".Marker")), packageName);
  }

  private static HookPoint inPart(String name) {
    return HookPoint.inClass("target." + name + ".Waver")
        .method("wave")
        .hook(SAMPLE + "JournalHook");
  }

  private static Object greet(ClassLoader loader) throws Exception {
    Class<?> greeter = loader.loadClass("target.Greeter");
    return greeter
        .getMethod("hello", String.class)
        .invoke(greeter.getConstructor().newInstance(), "Ann");
  }
}
