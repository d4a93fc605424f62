// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.hook.Propagation;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ContextSettings;
import dev.clew.core.settings.HostPatterns;
import dev.clew.core.settings.Settings;

/** The settings for propagating ids to and from other systems. */
record PropagationSettings(
    boolean toMcpServers,
    HostPatterns hosts,
    boolean fromRequests,
    boolean fromOpenTelemetry,
    boolean toOpenTelemetry)
    implements Propagation {
  static PropagationSettings of(Settings settings) {
    boolean leads =
        switch (settings.get(ContextSettings.OPENTELEMETRY_LEAD)) {
          case AUTO -> settings.get(ClewSettings.EXPORTERS).contains("otlp");
          case ALWAYS -> true;
          case NEVER -> false;
        };
    return new PropagationSettings(
        settings.get(ClewSettings.PROPAGATE_MCP),
        settings.get(ContextSettings.PROPAGATE_HOSTS),
        settings.get(ContextSettings.PROPAGATE_INCOMING),
        settings.get(ContextSettings.OPENTELEMETRY_JOIN),
        leads);
  }

  @Override
  public boolean toHost(String host) {
    return hosts.matches(host);
  }
}
