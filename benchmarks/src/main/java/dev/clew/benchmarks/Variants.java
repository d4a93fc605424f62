// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The compared agents. Each exports to a destination that accepts everything immediately: Clew to a
 * file, its default, the others to a local receiver.
 */
final class Variants {
  private final Installation installation;
  private final Receiver receiver;

  Variants(Installation installation, Receiver receiver) {
    this.installation = installation;
    this.receiver = receiver;
  }

  Variant none() {
    return new Variant("no agent", List.of());
  }

  Variant empty() {
    return new Variant("empty agent", List.of("-javaagent:" + installation.emptyAgent()));
  }

  Variant clew(String... more) {
    return new Variant("Clew", clewArguments(more));
  }

  Variant clewWithoutContent() {
    return new Variant("Clew, no content", clewArguments("-Dclew.content=none"));
  }

  private List<String> clewArguments(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-javaagent:" + installation.clewAgent());
    arguments.add("-Dclew.home=" + installation.clewHome());
    arguments.addAll(List.of(more));
    return arguments;
  }

  Variant openTelemetry() {
    return new Variant("OpenTelemetry", openTelemetryArguments("none", "false"));
  }

  Variant openTelemetryWithContent() {
    return new Variant("OpenTelemetry, content", openTelemetryArguments("otlp", "true"));
  }

  private List<String> openTelemetryArguments(String logs, String content) {
    return List.of(
        "-javaagent:" + installation.openTelemetryAgent(),
        "-Dotel.service.name=bench",
        "-Dotel.traces.exporter=otlp",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=" + logs,
        "-Dotel.exporter.otlp.endpoint=" + receiver.url(),
        "-Dotel.instrumentation.genai.capture-message-content=" + content);
  }

  Variant datadog() {
    return new Variant("Datadog", datadogArguments("false"));
  }

  Variant datadogWithContent() {
    return new Variant("Datadog, LLM observability", datadogArguments("true"));
  }

  private List<String> datadogArguments(String llmObservability) {
    return List.of(
        "-javaagent:" + installation.datadogAgent(),
        "-Ddd.service=bench",
        "-Ddd.trace.agent.url=" + receiver.url(),
        "-Ddd.trace.startup.logs=false",
        "-Ddd.jmxfetch.enabled=false",
        "-Ddd.telemetry.enabled=false",
        "-Ddd.remote_config.enabled=false",
        "-Ddd.llmobs.enabled=" + llmObservability,
        "-Ddd.llmobs.ml.app=bench",
        "-Ddd.llmobs.agentless.enabled=false");
  }

  /** Returns the agents that trace model calls; other agents only if they are to be measured. */
  List<Variant> tracing(boolean otherAgents) {
    List<Variant> clewVariants = List.of(clew(), clewWithoutContent());
    List<Variant> others =
        List.of(openTelemetry(), openTelemetryWithContent(), datadog(), datadogWithContent());
    return otherAgents
        ? Stream.concat(clewVariants.stream(), others.stream()).toList()
        : clewVariants;
  }

  /** Returns the agents whose start-up is compared. */
  List<Variant> starting(boolean otherAgents) {
    List<Variant> clewVariants = List.of(empty(), clew());
    return otherAgents
        ? Stream.concat(clewVariants.stream(), Stream.of(openTelemetry(), datadog())).toList()
        : clewVariants;
  }
}
