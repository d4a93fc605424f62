// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.tools.attach.VirtualMachine;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.RunningJvm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Settings changed while an application runs: one JVM goes through everything. */
@Timeout(120)
class SteeringIT {
  private static final Application WAITING =
      Application.compile("waiting", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));

  @Test
  void runningJvm_isSteeredByCommandAndJmx() throws Exception {
    JvmExit exit;
    try (ModelServer server =
            ModelServer.start(request -> Reply.text("re: " + request.last("user")));
        RunningJvm jvm =
            ForkedJvm.of(Jdk.running(), WAITING)
                .arguments(server.baseUrl(), "no-key")
                .agent("batch.delay=20ms,jmx=on,instrumentation.openai.enabled=false")
                .start()) {
      jvm.awaitLine("re: before");
      try (JMXConnector connector = connector(jvm)) {
        Beans beans = new Beans(connector.getMBeanServerConnection());

        // Off at the start: woven now, for a client that was built before.
        assertThat(set(jvm, "instrumentation.openai.enabled=true", "content=none").lines())
            .containsExactly(
                "clew.instrumentation.openai.enabled=true (was false)",
                "clew.content=none (was redacted)");
        ask(jvm, "one");
        beans.await("spansExported", 1);

        assertThat(beans.set("content", "")).isEqualTo("clew.content=redacted (was none)");
        ask(jvm, "two");
        beans.await("spansExported", 2);

        set(jvm, "instrumentation.openai.enabled=false");
        ask(jvm, "three");
        assertThat(AgentCommand.run("doctor", pid(jvm)).stdout())
            .contains("clew.instrumentation.openai.enabled=false (set at run time by clew set, ")
            .contains("Likely cause\n  openai-java is in use, but its module is disabled: ")
            .endsWith(
                "    Undo it: clew set %s instrumentation.openai.enabled=true\n"
                    .formatted(pid(jvm)));

        beans.set("instrumentation.openai.enabled", "true");
        beans.set("exporters", "none");
        ask(jvm, "four");
        beans.await("spansLost", 1);

        JvmExit refused = AgentCommand.run("set", pid(jvm), "exporters=file", "home=/x");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.stderr())
            .isEqualTo(
                "clew: clew.home=/x is read once, at the start; restart with -Dclew.home=/x\n");
        assertThat(beans.get("exporters")).isEqualTo("none");

        assertThat(beans.set("exporters", "")).isEqualTo("clew.exporters=file (was none)");
        ask(jvm, "five");
        beans.await("spansExported", 3);
        assertThatThrownBy(() -> beans.set("home", "/x")).hasMessageContaining("read once");
        assertThat(beans.list())
            .contains("clew.content=redacted", "clew.exporters=file", "clew.sampling.ratio=1.0");
      }
      jvm.writeLine("exit");
      exit = jvm.await();
    }

    assertThat(exit.traces().describe()).isEqualTo("generation chat gpt-4o\n".repeat(3));
    assertThat(exit.traces().about("two").spans()).hasSize(1);
    assertThat(exit.traces().about("five").spans()).hasSize(1);
    String everything = exit.traces().trees().toString();
    assertThat(everything).doesNotContain("re: before", "re: one", "re: three", "re: four");
    assertThat(exit.stdout())
        .isEqualTo("re: before\nre: one\nre: two\nre: three\nre: four\nre: five\n");
    assertThat(exit.agentLog())
        .startsWith(
            "clew.instrumentation.openai.enabled=true (was false), by clew set",
            "clew.content=none (was redacted), by clew set",
            "clew.content=redacted (was none), by JMX")
        .endsWith("clew.exporters=file (was none), by JMX")
        .hasSize(7);
  }

  private static void ask(RunningJvm jvm, String phrase) {
    jvm.writeLine(phrase);
    jvm.awaitLine("re: " + phrase);
  }

  private static String set(RunningJvm jvm, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("set", pid(jvm)));
    arguments.addAll(Arrays.asList(settings));
    JvmExit exit = AgentCommand.run(arguments.toArray(String[]::new));
    assertThat(exit.code()).as(exit.stderr()).isZero();
    return exit.stdout();
  }

  private static String pid(RunningJvm jvm) {
    return Long.toString(jvm.pid());
  }

  @SuppressWarnings("BanJNDI") // the address is that of a JVM that this test has started
  private static JMXConnector connector(RunningJvm jvm) throws Exception {
    VirtualMachine target = VirtualMachine.attach(pid(jvm));
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(target.startLocalManagementAgent()));
    } finally {
      target.detach();
    }
  }

  /** Clew's beans in the other JVM. */
  private record Beans(MBeanServerConnection server) {
    private static final String TEXT = String.class.getName();

    /** Waits until the only exporter has reached a figure. */
    void await(String figure, long value) throws Exception {
      ObjectName health = new ObjectName("dev.clew:type=Health");
      long now;
      do {
        CompositeData[] exporters = (CompositeData[]) server.getAttribute(health, "Exporters");
        now = (Long) exporters[0].get(figure);
      } while (now < value);
      assertThat(now).isEqualTo(value);
    }

    String get(String name) throws Exception {
      return (String) invoke("get", name);
    }

    String set(String name, String value) throws Exception {
      return (String) invoke("set", name, value);
    }

    String[] list() throws Exception {
      return (String[]) invoke("list");
    }

    private Object invoke(String operation, Object... arguments) throws Exception {
      String[] signature = new String[arguments.length];
      Arrays.fill(signature, TEXT);
      return server.invoke(
          new ObjectName("dev.clew:type=Steering"), operation, arguments, signature);
    }
  }
}
