// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings for connecting Clew's traces to those of other systems. */
public final class ContextSettings {
  /** Whether the application's OpenTelemetry spans are placed under Clew's. */
  public enum Leading {
    /** Only if Clew's spans probably go to the same backend as the application's. */
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Which log messages become span events. */
  public enum LogEvents {
    OFF,
    WARN,
    ERROR
  }

  public static final Setting<HostPatterns> PROPAGATE_HOSTS =
      new Setting<>(
          "clew.propagate.hosts",
          hostPatterns(),
          "",
          "Hosts, such as `orders.example.com` or `*.internal`, to which requests carry the ids of"
              + " the current span as `traceparent`. Never a model provider's host, unless it is"
              + " named here.");

  public static final Setting<Boolean> PROPAGATE_INCOMING =
      new Setting<>(
          "clew.propagate.incoming",
          SettingType.bool(),
          "true",
          "Whether traces continue from the `traceparent` of the HTTP request being served.");

  public static final Setting<Boolean> OPENTELEMETRY_JOIN =
      new Setting<>(
          "clew.opentelemetry.join",
          SettingType.bool(),
          "true",
          "Whether traces start under the application's current OpenTelemetry span.");

  public static final Setting<Leading> OPENTELEMETRY_LEAD =
      new Setting<>(
          "clew.opentelemetry.lead",
          SettingType.choice(Leading.class),
          "auto",
          "Whether OpenTelemetry spans that the application starts while a Clew span is current"
              + " become its children. `auto`: only if `clew.exporters` has `otlp`, because"
              + " otherwise their backend would miss the parent.");

  public static final Setting<Boolean> LOGS_MDC =
      new Setting<>(
          "clew.logs.mdc",
          SettingType.bool(),
          "false",
          "Whether SLF4J's MDC has `clew.trace_id` and `clew.span_id` while a span is current.");

  public static final Setting<LogEvents> LOGS_EVENTS =
      new Setting<>(
          "clew.logs.events",
          SettingType.choice(LogEvents.class),
          "off",
          "The level from which messages logged while a span is current become events of that"
              + " span.");

  static final List<Setting<?>> ALL =
      List.of(
          PROPAGATE_HOSTS,
          PROPAGATE_INCOMING,
          OPENTELEMETRY_JOIN,
          OPENTELEMETRY_LEAD,
          LOGS_MDC,
          LOGS_EVENTS);

  private ContextSettings() {}

  private static SettingType<HostPatterns> hostPatterns() {
    return SettingType.list("host names, with stars").to(HostPatterns::new);
  }
}
