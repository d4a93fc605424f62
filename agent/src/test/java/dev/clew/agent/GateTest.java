// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate in front of a small agent, which is in a jar like the real one. */
class GateTest {
  /**
   * Its weaver replaces every class with the class's name; it notifies the instrumentation when it
   * starts.
   */
  private static final String RUNTIME =
      """
      package dev.clew.agent.runtime;

      import java.lang.instrument.*;
      import java.lang.invoke.*;
      import java.security.ProtectionDomain;
      import java.util.Set;

      public final class AgentRuntime {
        public static Object[] start(
            String arguments, java.util.Properties file, boolean annotations, boolean attached,
            Instrumentation instrumentation) {
          instrumentation.isModifiableClass(AgentRuntime.class);
          ClassFileTransformer weaver = new ClassFileTransformer() {
            @Override
            public byte[] transform(Module module, ClassLoader loader, String name,
                Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
              return (name + " " + arguments).getBytes();
            }
          };
          MethodHandle linker = MethodHandles.empty(MethodType.methodType(
              MethodHandle.class, String.class, String.class, Class.class));
          return new Object[] {weaver, linker, Set.of("extension/Client"), (Runnable) () -> {},
              (java.util.function.Predicate<Class<?>>) type -> false,
              (java.util.function.BiFunction<String, Object, Object>) (request, argument) -> null};
        }
      }
      """;

  @TempDir Path folder;
  private final List<Class<?>> starts = new ArrayList<>();
  private Runnable whileStarting = () -> {};

  @AfterEach
  void disconnect() {
    Dispatcher.connect(null);
  }

  @Test
  void classesThatAreNotNamed_activateNothing() throws Exception {
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);

      assertThat(transformed(gate, "app/Main")).isNull();
      assertThat(transformed(gate, null)).isNull();
      assertThat(starts).isEmpty();
    }
  }

  @Test
  void firstAnnotatedClass_startsTheAgentAndIsWoven() throws Exception {
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);
      byte[] annotated = "…Ldev/clew/annotation/ToolSpan;…".getBytes(UTF_8);

      assertThat(gate.transform(null, null, "java/Any", null, null, annotated)).isNull();
      assertThat(
              gate.transform(null, getClass().getClassLoader(), "app/Main", null, null, annotated))
          .asString(UTF_8)
          .isEqualTo("app/Main home=/x");
    }
  }

  @Test
  void firstNamedClass_startsTheAgentAndIsWoven() throws Exception {
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);

      assertThat(transformed(gate, "lib/Client")).isEqualTo("lib/Client home=/x");
      assertThat(starts).hasSize(1);
    }
  }

  @Test
  void agent_isLoadedBesideTheClassPath() throws Exception {
    try (JarFile jar = agentJar()) {
      transformed(gate(jar), "lib/Client");

      assertThat(starts.get(0).getClassLoader()).isInstanceOf(AgentClassLoader.class);
      assertThat(starts.get(0).getClassLoader().getParent())
          .isSameAs(ClassLoader.getPlatformClassLoader());
    }
  }

  @Test
  void afterTheFirst_allClassesArePassedOn() throws Exception {
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);
      transformed(gate, "lib/Client");

      assertThat(transformed(gate, "app/Main")).isEqualTo("app/Main home=/x");
      assertThat(transformed(gate, "lib/Client")).isEqualTo("lib/Client home=/x");
      assertThat(starts).hasSize(1);
    }
  }

  @Test
  void openedGate_needsNoNamedClass() throws Exception {
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);

      gate.open();

      assertThat(starts).hasSize(1);
      assertThat(transformed(gate, "app/Main")).isEqualTo("app/Main home=/x");
    }
  }

  @Test
  void classesOfExtensions_areOfInterestOnceTheAgentHasStarted() throws Exception {
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);
      assertThat(gate.hooks("lib/Client")).isTrue();
      assertThat(gate.hooks("extension/Client")).isFalse();

      gate.open();

      assertThat(gate.hooks("extension/Client")).isTrue();
      assertThat(gate.hooks("app/Main")).isFalse();
    }
  }

  @Test
  void namedClass_thatTheStartItselfLoads_isLeftAlone() throws Exception {
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);
      List<String> inside = new ArrayList<>();
      whileStarting = () -> inside.add(transformed(gate, "lib/Client"));

      transformed(gate, "lib/Client");

      assertThat(inside).containsOnlyNulls().hasSize(1);
      assertThat(starts).hasSize(1);
    }
  }

  @Test
  void agentThatCannotStart_leavesClassesAloneAndIsNotTriedAgain() throws Exception {
    whileStarting =
        () -> {
          throw new IllegalStateException("cannot start (this test wants it so)");
        };
    try (JarFile jar = agentJar()) {
      Gate gate = gate(jar);

      assertThat(transformed(gate, "lib/Client")).isNull();
      assertThat(transformed(gate, "lib/Client")).isNull();
      assertThat(starts).hasSize(1);
    }
  }

  private JarFile agentJar() throws Exception {
    return new JarFile(
        new TestJar(folder)
            .source("dev.clew.agent.runtime.AgentRuntime", RUNTIME)
            .write("agent.jar", "inst/")
            .toFile());
  }

  private Gate gate(JarFile jar) {
    return new Gate(
        Set.of("lib/Client"),
        true,
        new Activation(jar, "home=/x", new Properties(), true, instrumentation(), false));
  }

  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (self, method, arguments) -> {
              starts.add((Class<?>) arguments[0]);
              whileStarting.run();
              return true;
            });
  }

  private static String transformed(Gate gate, String internalName) {
    try {
      byte[] result = gate.transform(null, null, internalName, null, null, new byte[0]);
      return result == null ? null : new String(result, UTF_8);
    } catch (java.lang.instrument.IllegalClassFormatException e) {
      throw new AssertionError(e);
    }
  }
}
