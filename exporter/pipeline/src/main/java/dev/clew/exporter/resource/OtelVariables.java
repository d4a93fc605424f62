// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own settings: environment variables, and system properties of the same names in
 * lower case with dots.
 *
 * <p>A property takes precedence over a variable, as in OpenTelemetry's own autoconfiguration, and
 * a setting for one signal over one for all.
 */
public final class OtelVariables {
  private static final String EXPORTER = "OTEL_EXPORTER_OTLP_";

  private final Function<String, @Nullable String> properties;
  private final Function<String, @Nullable String> environment;

  /** Reads system properties and the environment through functions that look one up. */
  public OtelVariables(
      Function<String, @Nullable String> properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment::get;
  }

  /** Returns the variables of this process. */
  public static OtelVariables ofThisJvm() {
    return new OtelVariables(System::getProperty, System.getenv());
  }

  /** Returns the value of {@code OTEL_SERVICE_NAME} and similar variables, or null. */
  public @Nullable String find(String variable) {
    String property = properties.apply(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    String value = property == null ? environment.apply(variable) : property;
    return value == null || value.isBlank() ? null : value.trim();
  }

  /** Returns a setting for the exporter of {@code signal} alone, or null. */
  public @Nullable String ofSignal(String signal, String setting) {
    return find(EXPORTER + signal + "_" + setting);
  }

  /** Returns a setting for the exporter of {@code signal}, or else for all exporters, or null. */
  public @Nullable String ofExporter(String signal, String setting) {
    String own = ofSignal(signal, setting);
    return own != null ? own : find(EXPORTER + setting);
  }
}
