// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.api.export.ExporterSettings;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import dev.clew.exporter.otlp.semconv.Profile;
import dev.clew.exporter.otlp.semconv.SpanConventions;
import dev.clew.exporter.otlp.semconv.SpanConventions.Words;
import dev.clew.exporter.resource.KeyValueList;
import dev.clew.exporter.resource.OtelVariables;
import dev.clew.exporter.resource.ProcessResource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds options from Clew's settings, falling back to OpenTelemetry's environment variables.
 *
 * <p>An unusable value costs one warning, without values that may be keys, and counts as not set.
 */
public final class OtlpConfiguration {
  private static final String TRACES_PATH = "/v1/traces";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff\\t]*");

  /** Headers that the HTTP client sets itself. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "upgrade");

  /** The differences between the OTLP transports. */
  public enum Protocol {
    HTTP("http/protobuf", "clew.otlp.", OtlpConfiguration.TRACES_PATH, "http://localhost:4318"),
    GRPC("grpc", "clew.otlp-grpc.", "", "http://localhost:4317");

    private final String name;
    private final String prefix;
    private final String path;
    private final String endpoint;

    Protocol(String name, String prefix, String path, String endpoint) {
      this.name = name;
      this.prefix = prefix;
      this.path = path;
      this.endpoint = endpoint;
    }
  }

  private final Protocol spoken;
  private final ExporterSettings ours;
  private final OtelVariables otel;
  private final String signal;
  private final String path;

  /** Where and how spans are sent. */
  public OtlpConfiguration(Protocol spoken, ExporterSettings ours, OtelVariables otel) {
    this(spoken, ours, otel, "TRACES", spoken.path);
  }

  private OtlpConfiguration(
      Protocol spoken, ExporterSettings ours, OtelVariables otel, String signal, String path) {
    this.spoken = spoken;
    this.ours = ours;
    this.otel = otel;
    this.signal = signal;
    this.path = path;
  }

  /**
   * Where and how metrics are sent: to the same receiver, unless OpenTelemetry's variables say
   * otherwise.
   */
  public static OtlpConfiguration ofMetrics(ExporterSettings ours, OtelVariables otel) {
    return new OtlpConfiguration(Protocol.HTTP, ours, otel, "METRICS", "/v1/metrics");
  }

  /** Returns the options of a span exporter. */
  public OtlpOptions options(String version) {
    String protocol = otel.ofExporter(signal, "PROTOCOL");
    if (spoken == Protocol.HTTP && protocol != null && !protocol.equals(spoken.name)) {
      ours.warn(
          "OTEL_EXPORTER_OTLP_PROTOCOL=%s is not supported by `otlp`, which uses %s; see docs/otlp.md"
              .formatted(protocol, spoken.name));
    }
    HttpTarget target = new HttpTarget(endpoint(), headers(version), gzip(), timeout(), tls());
    String text = ours.get("profile");
    Profile profile = text == null ? null : Profile.named(text);
    return new OtlpOptions(
        target,
        new SpanConventions(words(), profile == null ? Profile.V1_41 : profile),
        this::resource,
        version);
  }

  private URI endpoint() {
    String chosen = ours.get("endpoint");
    if (chosen != null) {
      URI own = address(spoken.prefix + "endpoint", chosen, path);
      if (own != null) {
        return own;
      }
    }
    String whole = otel.ofSignal(signal, "ENDPOINT");
    if (whole != null) {
      URI own = address("OTEL_EXPORTER_OTLP_" + signal + "_ENDPOINT", whole, "");
      if (own != null) {
        return own;
      }
    }
    String base = otel.find("OTEL_EXPORTER_OTLP_ENDPOINT");
    URI common = base == null ? null : address("OTEL_EXPORTER_OTLP_ENDPOINT", base, path);
    return common != null ? common : URI.create(spoken.endpoint + path);
  }

  /** A complete address is used as it is. */
  private @Nullable URI address(String setting, String text, String path) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if (!(http || "https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
        ours.warn(setting + " is not an http(s) URL such as " + spoken.endpoint + "; ignored");
        return null;
      }
      String given = givenPath(uri, path);
      String whole =
          path.isEmpty() || given.endsWith(path) ? given : given.replaceFirst("/+$", "") + path;
      if (uri.getRawUserInfo() != null) {
        ours.warn(
            setting
                + " contains a user name, which is not sent; put it into "
                + spoken.prefix
                + "headers");
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new URI(uri.getScheme() + "://" + uri.getHost() + port + whole + query);
    } catch (URISyntaxException e) {
      ours.warn(setting + " is not a valid URL (" + e.getReason() + "); ignored");
      return null;
    }
  }

  /** A complete address for spans also applies to metrics at the same receiver. */
  private static String givenPath(URI uri, String path) {
    String given = uri.getRawPath() == null ? "" : uri.getRawPath();
    return given.endsWith(TRACES_PATH) && !path.isEmpty()
        ? given.substring(0, given.length() - TRACES_PATH.length())
        : given;
  }

  private Map<String, String> headers(String version) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Clew-OTLP-Exporter/" + version);
    String text = ours.get("headers");
    String setting = text != null ? spoken.prefix + "headers" : "OTEL_EXPORTER_OTLP_HEADERS";
    if (text == null) {
      text = otel.ofExporter(signal, "HEADERS");
    }
    KeyValueList.parse(text, setting, ours::warn)
        .forEach(
            (name, value) -> {
              String problem = problemOf(name, value);
              if (problem == null) {
                headers.put(name, value);
              } else {
                ours.warn(setting + ": " + problem + "; ignored");
              }
            });
    return headers;
  }

  private static @Nullable String problemOf(String name, String value) {
    if (!HEADER_NAME.matcher(name).matches()) {
      return "a name contains characters not allowed in a header";
    }
    if (NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
      return "the header " + name + " cannot be set";
    }
    return HEADER_VALUE.matcher(value).matches()
        ? null
        : "the value of " + name + " contains characters not allowed in a header";
  }

  private boolean gzip() {
    String chosen = ours.get("compression");
    if (chosen != null) {
      return !chosen.equalsIgnoreCase("none");
    }
    String text = otel.ofExporter(signal, "COMPRESSION");
    if (text != null && !text.equals("gzip") && !text.equals("none")) {
      ours.warn("OTEL_EXPORTER_OTLP_COMPRESSION=" + text + " is neither gzip nor none; using gzip");
    }
    return !"none".equals(text);
  }

  private Duration timeout() {
    Duration chosen = ours.getDuration("timeout");
    if (chosen != null && !chosen.isZero()) {
      return chosen;
    }
    String text = otel.ofExporter(signal, "TIMEOUT");
    if (text == null) {
      return DEFAULT_TIMEOUT;
    }
    try {
      Duration timeout = Duration.ofMillis(Long.parseLong(text));
      if (!timeout.isNegative() && !timeout.isZero()) {
        return timeout.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : timeout;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    ours.warn("OTEL_EXPORTER_OTLP_TIMEOUT=" + text + " is not a number of milliseconds; ignored");
    return DEFAULT_TIMEOUT;
  }

  private TlsFiles tls() {
    Path certificate = file("certificate");
    Path clientKey = file("client-key");
    Path clientCertificate = file("client-certificate");
    if ((clientKey == null) != (clientCertificate == null)) {
      ours.warn(spoken.prefix + "client-key and client-certificate must be set together; ignored");
    }
    return new TlsFiles(certificate, clientKey, clientCertificate);
  }

  private @Nullable Path file(String key) {
    String own = ours.get(key);
    String variable = key.toUpperCase(Locale.ROOT).replace('-', '_');
    String text = own != null ? own : otel.ofExporter(signal, variable);
    return text == null ? null : Path.of(text);
  }

  private Set<Words> words() {
    Set<Words> words = EnumSet.noneOf(Words.class);
    String text = ours.get("semconv");
    for (String name : text == null ? new String[] {"gen_ai"} : text.split("[\\s,]+")) {
      switch (name) {
        case "gen_ai" -> words.add(Words.GEN_AI);
        case "openinference" -> words.add(Words.OPENINFERENCE);
        case "langfuse" -> words.add(Words.LANGFUSE);
        default -> words.addAll(Set.of(Words.GEN_AI, Words.OPENINFERENCE)); // "both"
      }
    }
    return words;
  }

  /** Resource attributes set for this exporter take precedence over those set for all. */
  private Map<String, Object> resource() {
    Map<String, Object> attributes = new LinkedHashMap<>(ours.resource());
    String setting = spoken.prefix + "resource-attributes";
    attributes.putAll(KeyValueList.parse(ours.get("resource-attributes"), setting, ours::warn));
    String name = ours.get("service-name");
    if (name != null) {
      attributes.put(ProcessResource.SERVICE_NAME, name);
    }
    return attributes;
  }
}
