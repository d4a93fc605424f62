// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.Hook;
import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.kit.call.HookPoints;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LangChain4jModuleTest {
  private final InstrumentationModule module = new LangChain4jModule();

  @Test
  void module_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(InstrumentationModule.class))
        .extracting(Object::getClass)
        .contains(LangChain4jModule.class);
  }

  @Test
  void hookPoints_areReadWithoutTheLibrary() throws Exception {
    URL classes = LangChain4jModule.class.getProtectionDomain().getCodeSource().getLocation();
    URL api = InstrumentationModule.class.getProtectionDomain().getCodeSource().getLocation();
    URL kit = HookPoints.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes, api, kit}, ClassLoader.getPlatformClassLoader())) {
      Object alone =
          loader.loadClass(LangChain4jModule.class.getName()).getConstructor().newInstance();

      Object points = alone.getClass().getMethod("hookPoints").invoke(alone);

      assertThat((List<?>) points).hasSameSizeAs(module.hookPoints());
    }
  }

  @Test
  void everyHook_isAHookWithOneConstructor() throws Exception {
    for (HookPoint point : module.hookPoints()) {
      Class<?> hook = Class.forName(point.hookClass());
      assertThat(Hook.class).isAssignableFrom(hook);
      assertThat(hook.getDeclaredConstructors()).as(hook.getName()).hasSize(1);
    }
  }

  @Test
  void everyMethod_isInTheLibrary() {
    List<HookPoint> absent =
        module.hookPoints().stream()
            // Its signatures refer to half of Quarkus, which only QuarkusIT has.
            .filter(point -> !point.className().startsWith("io.quarkiverse."))
            .filter(point -> matches(point).isEmpty())
            .toList();

    // The form of agentic before 1.11.
    assertThat(absent)
        .extracting(HookPoint::hookClass)
        .map(name -> name.substring(LangChain4jModule.class.getPackageName().length()))
        .containsExactly(".agentic.PlannerLoopHook");
  }

  @Test
  void hooksOfModels_needNothingButTheCore() throws Exception {
    // References are followed transitively, so a single one would switch off the models' hooks.
    for (String name :
        List.of(
            "ChatModelHook", "ChatPayload", "StreamingChatModelHook", "StreamingChatListener")) {
      assertThat(constants(LangChain4jModule.class.getPackageName() + ".model." + name))
          .doesNotContain("dev/langchain4j/service/");
    }
    for (String name : List.of("LangChain4jAgent", "ValueTree")) {
      assertThat(constants(LangChain4jModule.class.getPackageName() + ".agent." + name))
          .doesNotContain("dev/langchain4j/service/");
    }
  }

  private static String constants(String className) throws IOException {
    try (InputStream in =
        LangChain4jModule.class.getResourceAsStream("/" + className.replace('.', '/') + ".class")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }

  private static List<? extends Executable> matches(HookPoint point) {
    Class<?> type;
    try {
      type = Class.forName(point.className(), false, LangChain4jModuleTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    if (point.methodName().equals(HookPoint.CONSTRUCTOR)) {
      return List.of(type.getDeclaredConstructors());
    }
    // Implementations of an abstract method declare it themselves.
    Stream<Method> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(
                method -> point.implementations() || !Modifier.isAbstract(method.getModifiers()));
    return methods
        .filter(method -> method.getName().equals(point.methodName()))
        .filter(
            method ->
                point.returnType() == null
                    || point.returnType().equals(method.getReturnType().getTypeName()))
        .filter(method -> parametersMatch(point, method))
        .toList();
  }

  private static boolean parametersMatch(HookPoint point, Method method) {
    List<String> wanted = point.parameterTypes();
    if (wanted == null) {
      return true;
    }
    Class<?>[] actual = method.getParameterTypes();
    if (actual.length != wanted.size()) {
      return false;
    }
    for (int i = 0; i < actual.length; i++) {
      if (!wanted.get(i).equals(HookPoint.ANY) && !wanted.get(i).equals(actual[i].getTypeName())) {
        return false;
      }
    }
    return true;
  }
}
