// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnDemandTest {
  private static final String SAMPLE = "dev.clew.weave.sample.";
  private static final String LISTENER =
      "package target; public interface Listener { default String hear(String s) { return s; } }";
  private static final String BASE =
      "package target; public class Base implements Listener {"
          + " public String hear(String s) { return \"base \" + s; } }";
  private static final String ASKED_FOR = "package target; public class AskedFor extends Base { }";
  private static final String OTHER =
      "package target; public class Other implements Listener {"
          + " public String hear(String s) { return \"other \" + s; } }";
  private static final String SOURCE =
      "package target; public class Source {"
          + " public String tell(Listener l, boolean ask) { if (ask) ask(l); return l.hear(\"hi\"); }"
          + " public void ask(Listener l) { } }";
  private static final HookPoint ASKING =
      HookPoint.inClass("target.Source").method("ask").hook(SAMPLE + "OnDemandHook");
  private static final HookPoint HEARING =
      HookPoint.onDemand("target.Listener").method("hear").hook(SAMPLE + "JournalHook");

  @Test
  void classThatIsRequested_isWovenBeforeItsNextCall_withTheClassesAboveIt() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(ASKING, HEARING)) {
      ClassLoader loader = load();

      assertThat(tell(loader, "target.AskedFor", true)).isEqualTo("base hi");

      assertThat(harness.journal).containsExactly("enter [hi]", "exit base hi null");
      assertThat(harness.warnings).isEmpty();
    }
  }

  @Test
  void classThatWasNotRequested_isLeftAlone() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(ASKING, HEARING)) {
      ClassLoader loader = load();
      tell(loader, "target.AskedFor", true);
      harness.journal.clear();

      assertThat(tell(loader, "target.Other", false)).isEqualTo("other hi");

      assertThat(harness.journal).isEmpty();
    }
  }

  @Test
  void classThatWasRequested_staysWovenWhenSomebodyElseRetransformsIt() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(ASKING, HEARING)) {
      ClassLoader loader = load();
      tell(loader, "target.AskedFor", true);
      harness.journal.clear();

      harness.retransform(loader.loadClass("target.Base"));
      tell(loader, "target.AskedFor", false);

      assertThat(harness.journal).containsExactly("enter [hi]", "exit base hi null");
    }
  }

  @Test
  void classOfTheSameNameInAnotherLoader_isRequestedAnew() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(ASKING, HEARING)) {
      tell(load(), "target.AskedFor", true);
      harness.journal.clear();

      tell(load(), "target.AskedFor", true);

      assertThat(harness.journal).containsExactly("enter [hi]", "exit base hi null");
    }
  }

  @Test
  void classThatIsRequested_countsAsWovenOnlyAfterTheClassesAboveIt() throws Exception {
    List<String> woven = new ArrayList<>();
    try (WeavingHarness harness = new WeavingHarness(ASKING, HEARING)) {
      ClassLoader loader = load();
      harness.listen(type -> woven.add(type.getSimpleName()));

      tell(loader, "target.AskedFor", true);

      // In the other order, another thread would take the class for woven in between.
      assertThat(woven).containsExactly("Base", "AskedFor");
    }
  }

  private static ClassLoader load() throws Exception {
    return Compilation.isolated("17", LISTENER, BASE, ASKED_FOR, OTHER, SOURCE);
  }

  private static Object tell(ClassLoader loader, String listener, boolean ask) throws Exception {
    Object source = loader.loadClass("target.Source").getConstructor().newInstance();
    return source
        .getClass()
        .getMethod("tell", loader.loadClass("target.Listener"), boolean.class)
        .invoke(source, loader.loadClass(listener).getConstructor().newInstance(), ask);
  }
}
