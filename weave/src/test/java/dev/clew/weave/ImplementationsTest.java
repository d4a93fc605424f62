// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImplementationsTest {
  private static final String MODEL =
      "package target; public interface Model { String chat(Request request); }";
  private static final String REQUEST =
      "package target; public class Request { public String toString() { return \"hi\"; } }";
  private static final String OWN =
      "package target; public class Own implements Model {"
          + " public String chat(Request request) { return \"own \" + request; } }";
  private static final String BASE =
      "package target; public abstract class Base implements Model { }";
  private static final String DERIVED =
      "package target; public class Derived extends Base {"
          + " public String chat(Request request) { return \"derived \" + request; } }";
  private static final HookPoint POINT =
      HookPoint.inImplementations("target.Model", "target.Request")
          .method("chat", "target.Request")
          .hook("dev.clew.weave.sample.JournalHook");

  @Test
  void classOfTheApplication_thatLoadsAfterTheInterface_isWoven() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(POINT)) {
      ClassLoader loader = Compilation.isolated("17", MODEL, REQUEST, OWN);
      loader.loadClass("target.Model");

      assertThat(chat(loader, "target.Own")).isEqualTo("own hi");
      assertThat(harness.warnings).isEmpty();
      assertThat(harness.journal).containsExactly("enter [hi]", "exit own hi null");
    }
  }

  @Test
  void classOfTheApplication_thatLoadsBeforeTheInterface_isWovenBeforeItsFirstCall()
      throws Exception {
    try (WeavingHarness harness = new WeavingHarness(POINT)) {
      ClassLoader loader = Compilation.isolated("17", MODEL, REQUEST, OWN);

      assertThat(chat(loader, "target.Own")).isEqualTo("own hi");
      assertThat(harness.warnings).isEmpty();
      assertThat(harness.journal).containsExactly("enter [hi]", "exit own hi null");
    }
  }

  @Test
  void classBelowAnAbstractClass_isWoven() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(POINT)) {
      ClassLoader loader = Compilation.isolated("17", MODEL, REQUEST, BASE, DERIVED);

      assertThat(chat(loader, "target.Derived")).isEqualTo("derived hi");
      assertThat(harness.warnings).isEmpty();
      assertThat(harness.journal).containsExactly("enter [hi]", "exit derived hi null");
    }
  }

  @Test
  void classBelowAnAbstractClass_thatLoadsAfterTheInterface_isWoven() throws Exception {
    try (WeavingHarness harness = new WeavingHarness(POINT)) {
      ClassLoader loader = Compilation.isolated("17", MODEL, REQUEST, BASE, DERIVED);
      loader.loadClass("target.Request");

      assertThat(chat(loader, "target.Derived")).isEqualTo("derived hi");
      assertThat(harness.warnings).isEmpty();
      assertThat(harness.journal).containsExactly("enter [hi]", "exit derived hi null");
    }
  }

  @Test
  void classBelowAnAbstractClass_thatWasLookedUpBeforeTheInterfaceLoaded_isWoven()
      throws Exception {
    HookPoint another =
        HookPoint.inImplementations("target.Another", "target.Request")
            .method("chat", "target.Request")
            .optional() // other tests' classes, still loaded, do not implement it
            .hook("dev.clew.weave.sample.JournalHook");
    String anotherModel =
        "package target; public interface Another { String chat(Request request); }";
    String late =
        "package target; public class Late extends Base {"
            + " public String chat(Request request) { return \"late \" + request; } }";
    try (WeavingHarness harness = new WeavingHarness(another, POINT)) {
      ClassLoader loader =
          Compilation.isolated("17", anotherModel, MODEL, REQUEST, BASE, DERIVED, late);
      // The search starts because of another interface, so that Base is read before Model loads.
      loader.loadClass("target.Another");

      assertThat(chat(loader, "target.Derived")).isEqualTo("derived hi");
      assertThat(chat(loader, "target.Late")).isEqualTo("late hi");
      assertThat(harness.warnings).isEmpty();
      assertThat(harness.journal)
          .containsExactly("enter [hi]", "exit derived hi null", "enter [hi]", "exit late hi null");
    }
  }

  @Test
  void implementationsInChildLoaders_shareTheHooksOfTheLoaderThatHasTheLibrary() throws Exception {
    HookPoint counting =
        HookPoint.inImplementations("target.Model", "target.Request")
            .method("chat", "target.Request")
            .hook("dev.clew.weave.sample.CountingHook");
    try (WeavingHarness harness = new WeavingHarness(counting)) {
      Map<String, byte[]> classes = Compilation.compile("17", MODEL, REQUEST, OWN);
      byte[] own = classes.remove("target.Own");
      ClassLoader library = new Compilation.Classes(classes, null);
      library.loadClass("target.Model");

      chat(new Compilation.Classes(Map.of("target.Own", own), library), "target.Own");
      chat(new Compilation.Classes(Map.of("target.Own", own), library), "target.Own");

      assertThat(harness.journal).containsExactly("call 1", "call 2");
    }
  }

  private static Object chat(ClassLoader loader, String model) throws Exception {
    Object instance = loader.loadClass(model).getConstructor().newInstance();
    Class<?> request = loader.loadClass("target.Request");
    return instance
        .getClass()
        .getMethod("chat", request)
        .invoke(instance, request.getConstructor().newInstance());
  }
}
