// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that distinguish the series of a metric.
 *
 * <p>Names of models and tools come from applications and, when a model invents a tool, from
 * models; so values are cut, and contain nothing that could break a line.
 */
public record Labels(Map<String, String> values) {
  /** The labels of a metric with a single series. */
  public static final Labels NONE = new Labels(Map.of());

  private static final int MAX_VALUE = 256;

  public Labels {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns labels from alternating names and values; those whose value is null are omitted. */
  public static Labels of(@Nullable String... namesAndValues) {
    return NONE.with(namesAndValues);
  }

  /** Returns these labels and further ones. */
  public Labels with(@Nullable String... namesAndValues) {
    Map<String, String> all = new LinkedHashMap<>(values);
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      String value = namesAndValues[i + 1];
      if (name != null && value != null && !value.isEmpty()) {
        all.put(name, clean(value));
      }
    }
    return new Labels(all);
  }

  private static String clean(String value) {
    String cut = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isISOControl(cut.charAt(i))) {
        return cut.replaceAll("\\p{Cntrl}", " ");
      }
    }
    return cut;
  }
}
