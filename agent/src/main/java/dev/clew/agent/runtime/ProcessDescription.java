// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.OtlpSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.TapeSettings;
import dev.clew.exporter.ClewVersion;
import dev.clew.exporter.resource.OtelVariables;
import dev.clew.exporter.resource.ProcessResource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Describes this process to receivers of its traces; determined on first use. */
final class ProcessDescription implements Supplier<Map<String, Object>> {
  private final Settings settings;
  private final AgentLog log;
  private @Nullable Map<String, Object> attributes;

  ProcessDescription(Settings settings, AgentLog log) {
    this.settings = settings;
    this.log = log;
  }

  @Override
  public synchronized Map<String, Object> get() {
    Map<String, Object> known = attributes;
    if (known == null) {
      known = resource(settings, log).attributes();
      attributes = known;
    }
    return known;
  }

  /** Returns the resource as configured; nothing about this process is looked up yet. */
  static ProcessResource resource(Settings settings, AgentLog log) {
    return ProcessResource.of(
        OtelVariables.ofThisJvm(),
        settings.find(OtlpSettings.SERVICE_NAME),
        attributes(settings),
        ClewVersion.ofThisJar(),
        line -> log.warnOnce(line, line));
  }

  private static @Nullable String attributes(Settings settings) {
    String configured = settings.find(OtlpSettings.RESOURCE_ATTRIBUTES);
    String environment = settings.get(TapeSettings.ENV);
    if (environment.isEmpty()) {
      return configured;
    }
    String own = "deployment.environment.name=" + environment;
    return configured == null ? own : own + "," + configured;
  }
}
