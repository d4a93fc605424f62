// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import dev.clew.exporter.metrics.data.Instrument.Kind;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Formats metrics as text.
 *
 * <p>Label names are ours and sanitized; their values come from anywhere and are escaped.
 */
final class PrometheusPage {
  /** The two formats, which hardly differ. */
  enum Format {
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }
  }

  private final StringBuilder out = new StringBuilder(8192);
  private final Format format;

  private PrometheusPage(Format format) {
    this.format = format;
  }

  /**
   * Returns a page.
   *
   * @param resource the attributes of this process
   */
  static String of(List<MetricFamily> families, Map<String, String> resource, Format format) {
    PrometheusPage page = new PrometheusPage(format);
    page.target(resource);
    families.forEach(page::family);
    if (format == Format.OPEN_METRICS) {
      page.out.append("# EOF\n");
    }
    return page.out.toString();
  }

  private void target(Map<String, String> resource) {
    if (resource.isEmpty()) {
      return;
    }
    boolean open = format == Format.OPEN_METRICS;
    String family = open ? "target" : "target_info";
    out.append("# TYPE ").append(family).append(open ? " info\n" : " gauge\n");
    out.append("# HELP ").append(family).append(" The process that these metrics describe.\n");
    sample("target_info", new Labels(resource), null, "1");
  }

  private void family(MetricFamily family) {
    if (family.points().isEmpty()) {
      return;
    }
    PrometheusName name = PrometheusName.of(family.instrument());
    boolean open = format == Format.OPEN_METRICS;
    String described = open ? name.family() : name.sample();
    String type = name.kind().name().toLowerCase(Locale.ROOT);
    out.append("# TYPE ").append(described).append(' ').append(type).append('\n');
    if (open && !name.unit().isEmpty()) {
      out.append("# UNIT ").append(described).append(' ').append(name.unit()).append('\n');
    }
    out.append("# HELP ").append(described).append(' ');
    escaped(family.instrument().description(), open).append('\n');
    for (Point point : family.points()) {
      if (point instanceof Point.Single single) {
        sample(name.sample(), single.labels(), null, NumberText.value(single.value()));
      } else if (point instanceof Point.Distribution distribution
          && name.kind() == Kind.HISTOGRAM) {
        distribution(name.family(), distribution, family.instrument().bounds());
      }
    }
  }

  private void distribution(String name, Point.Distribution point, List<Double> bounds) {
    long below = 0;
    for (int i = 0; i < point.counts().size(); i++) {
      below += point.counts().get(i);
      double bound = i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY;
      sample(name + "_bucket", point.labels(), NumberText.bound(bound), Long.toString(below));
    }
    sample(name + "_sum", point.labels(), null, NumberText.value(point.sum()));
    sample(name + "_count", point.labels(), null, Long.toString(below));
  }

  private void sample(String name, Labels labels, @Nullable String bound, String value) {
    out.append(name);
    char separator = '{';
    for (Map.Entry<String, String> label : labels.values().entrySet()) {
      out.append(separator).append(PrometheusName.label(label.getKey())).append("=\"");
      escaped(label.getValue(), true).append('"');
      separator = ',';
    }
    if (bound != null) {
      out.append(separator).append("le=\"").append(bound).append('"');
      separator = ',';
    }
    out.append(separator == ',' ? "} " : " ").append(value).append('\n');
  }

  private StringBuilder escaped(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '"' -> out.append(quotes ? "\\\"" : "\"");
        default -> out.append(c);
      }
    }
    return out;
  }
}
