// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes the process that sends the spans: service, host, process, container, JVM.
 *
 * <p>Never contains the command line, which may include passwords. Read by the export thread with
 * the first batch, since resolving the host name may take a while.
 *
 * @param configured attributes set by the user; they take precedence over detected ones
 * @param version Clew's version
 */
public record ProcessResource(Map<String, String> configured, String version) {
  public static final String SERVICE_NAME = "service.name";

  /** Shared by spans and metrics, which could not be attributed to the same process otherwise. */
  private static final String INSTANCE_ID = UUID.randomUUID().toString();

  public ProcessResource {
    configured = Map.copyOf(configured);
  }

  /**
   * Returns the attributes from Clew's settings, falling back to OpenTelemetry's.
   *
   * @param serviceName the name of the service, or null
   * @param attributes {@code name=value} pairs, or null
   * @param warnings receives problems with the pairs
   */
  public static ProcessResource of(
      OtelVariables otel,
      @Nullable String serviceName,
      @Nullable String attributes,
      String version,
      Consumer<String> warnings) {
    Map<String, String> configured = new LinkedHashMap<>();
    String variable = "OTEL_RESOURCE_ATTRIBUTES";
    configured.putAll(KeyValueList.parse(otel.find(variable), variable, warnings));
    String otelName = otel.find("OTEL_SERVICE_NAME");
    if (otelName != null) {
      configured.put(SERVICE_NAME, otelName);
    }
    configured.putAll(KeyValueList.parse(attributes, "clew.resource.attributes", warnings));
    if (serviceName != null) {
      configured.put(SERVICE_NAME, serviceName);
    }
    return new ProcessResource(configured, version);
  }

  /** Returns the configured name of the service, or else that of the main program. */
  public String serviceName() {
    String name = configured.get(SERVICE_NAME);
    return name != null ? name : MainProgram.name(System.getProperty("sun.java.command"));
  }

  /** Returns the attributes of this process. */
  public Map<String, Object> attributes() {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put(SERVICE_NAME, serviceName());
    found.put("service.instance.id", INSTANCE_ID);
    put(found, "host.name", hostName());
    put(found, "host.arch", architecture());
    put(found, "os.type", osType());
    put(found, "os.version", System.getProperty("os.version"));
    found.put("process.pid", ProcessHandle.current().pid());
    put(found, "process.runtime.name", System.getProperty("java.runtime.name"));
    put(found, "process.runtime.version", System.getProperty("java.runtime.version"));
    put(found, "process.runtime.description", runtime());
    put(found, "container.id", ContainerId.ofThisProcess());
    found.put("telemetry.sdk.name", "clew");
    found.put("telemetry.sdk.language", "java");
    found.put("telemetry.sdk.version", version);
    found.put("telemetry.distro.name", "clew");
    found.put("telemetry.distro.version", version);
    found.putAll(configured);
    return found;
  }

  private static void put(Map<String, Object> found, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      found.put(key, value);
    }
  }

  /** Tries the environment first: an unreachable resolver may take seconds. */
  private static @Nullable String hostName() {
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static @Nullable String architecture() {
    String name = System.getProperty("os.arch");
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }

  private static String osType() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    if (name.startsWith("mac")) {
      return "darwin";
    }
    return name.replace(" ", "");
  }

  private static String runtime() {
    return System.getProperty("java.vm.vendor")
        + " "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.vm.version");
  }
}
