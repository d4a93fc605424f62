// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.JvmState;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the JVM. */
final class JvmProbe {
  /** A class that each agent keeps in the JVM, whatever its jar is called. */
  private static final Map<String, String> KNOWN_AGENTS =
      Map.ofEntries(
          Map.entry("io.opentelemetry.javaagent.OpenTelemetryAgent", "OpenTelemetry"),
          Map.entry("datadog.trace.bootstrap.AgentBootstrap", "Datadog"),
          Map.entry("com.newrelic.bootstrap.BootstrapAgent", "New Relic"),
          Map.entry("co.elastic.apm.agent.premain.AgentMain", "Elastic APM"),
          Map.entry("com.appdynamics.javaagent.AgentDelegate", "AppDynamics"),
          Map.entry("org.apache.skywalking.apm.agent.SkyWalkingAgent", "SkyWalking"),
          Map.entry("org.glowroot.agent.AgentPremain", "Glowroot"),
          Map.entry("com.navercorp.pinpoint.bootstrap.PinpointBootStrap", "Pinpoint"),
          Map.entry("org.aspectj.weaver.loadtime.Agent", "AspectJ"),
          Map.entry("net.bytebuddy.agent.Installer", "Byte Buddy's agent"));

  private static final String OWN_JAR =
      new File(JvmProbe.class.getProtectionDomain().getCodeSource().getLocation().getPath())
          .getName();

  private JvmProbe() {}

  static JvmState look(Set<String> loadedClasses) {
    ProcessHandle self = ProcessHandle.current();
    return new JvmState(
        self.pid(),
        mainOf(System.getProperty("sun.java.command", "")),
        "Java %s (%s, %s)"
            .formatted(
                System.getProperty("java.version", "?"),
                System.getProperty("java.vm.name", "?"),
                System.getProperty("java.vendor", "?")),
        System.getProperty("os.name", "?") + ' ' + System.getProperty("os.arch", "?"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory(),
        self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli(),
        agents(loadedClasses));
  }

  /** Arguments may be secrets, so only the first word is shown. */
  private static String mainOf(String command) {
    String main = command.split(" ", 2)[0];
    return main.isEmpty() ? "unknown main class" : main;
  }

  private static List<String> agents(Set<String> loadedClasses) {
    Set<String> agents = new LinkedHashSet<>();
    KNOWN_AGENTS.forEach(
        (className, name) -> {
          if (loadedClasses.contains(className)) {
            agents.add(name);
          }
        });
    if (ModuleLayer.boot().findModule("java.management").isPresent()) {
      for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
        String jar = agentOf(argument);
        if (jar != null) {
          agents.add(jar);
        }
      }
    }
    return agents.stream().sorted().toList();
  }

  /** Returns the file of an agent that is not Clew, without its options; null for anything else. */
  private static @Nullable String agentOf(String argument) {
    for (String option : List.of("-javaagent:", "-agentpath:", "-agentlib:")) {
      if (argument.startsWith(option)) {
        String file = argument.substring(option.length()).split("=", 2)[0];
        String name = new File(file).getName();
        return name.equals(OWN_JAR) || name.equals("jdwp") ? null : name;
      }
    }
    return null;
  }
}
