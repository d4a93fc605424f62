// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.ChildJvm;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentRuntimeTest {
  @TempDir Path folder;

  @Test
  void start_givesThePartsThatTheGateExpects() throws Exception {
    ChildJvm child = start(Map.of(), List.of());

    assertThat(child.out())
        .isEqualTo("true (String,String,Class)MethodHandle com/openai/client/OpenAIClientImpl\n");
    assertThat(child.err()).isEmpty();
    assertThat(child.exitCode()).isZero();
  }

  @Test
  void jvmThatTracedNothing_leavesNothingBehind() throws Exception {
    start(Map.of(), List.of());

    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void mistakesInSettings_areReportedOnceEach() throws Exception {
    Path file = Files.writeString(folder.resolve("clew.properties"), "qeue.spans=5\n");

    ChildJvm child =
        start(
            Map.of("CLEW_LOG", "loud", "CLEW_CONFIG", file.toString()),
            List.of("-Dclew.enabled=flase", "-Dclew.instrumentation.openai.enabled=perhaps"));

    assertThat(child.err())
        .containsExactlyInAnyOrder(
            "[clew] warning: clew.enabled=flase (system property) is not a boolean;"
                + " expected true or false; ignoring it",
            "[clew] warning: CLEW_LOG=loud (environment) is not a known value;"
                + " expected one of off, warn, info, debug; ignoring it",
            "[clew] warning: clew.instrumentation.openai.enabled=perhaps (system property) is not"
                + " a boolean; expected true or false; ignoring it",
            "[clew] warning: clew.qeue.spans (file "
                + file
                + ") is not a Clew setting; did you mean clew.queue.spans?");
  }

  /** Runs in a separate JVM. */
  static final class Start {
    public static void main(String[] arguments) throws Exception {
      Instrumentation nothing =
          (Instrumentation)
              Proxy.newProxyInstance(
                  Start.class.getClassLoader(),
                  new Class<?>[] {Instrumentation.class},
                  (self, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                  });
      Properties file = new Properties();
      String path = System.getenv("CLEW_CONFIG");
      if (path != null) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
          file.load(in);
        }
      }
      Object[] parts =
          AgentRuntime.start(System.getProperty("test.arguments"), file, false, false, nothing);
      MethodType linker = ((MethodHandle) parts[1]).type();
      String name = "com/openai/client/OpenAIClientImpl";
      System.out.println(
          (parts[0] instanceof ClassFileTransformer)
              + " "
              + linker
              + " "
              + (((Set<?>) parts[2]).contains(name) ? name : parts[2]));
    }
  }

  private ChildJvm start(Map<String, String> environment, List<String> options) throws Exception {
    List<String> all = new java.util.ArrayList<>(options);
    all.add("-Dtest.arguments=home=" + folder.resolve("home"));
    return ChildJvm.run(folder, environment, all, Start.class);
  }
}
