// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.json.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The doctor's page for programs: the same facts and findings as JSON. */
final class JsonPage {
  private JsonPage() {}

  static String of(Snapshot snapshot, List<Finding> findings) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("v", 1);
    page.put("agent", tree(snapshot.agent()));
    page.put("jvm", tree(snapshot.jvm()));
    page.put("settings", tree(snapshot.settings()));
    page.put("modules", tree(snapshot.modules()));
    page.put("libraries", tree(snapshot.libraries()));
    page.put("hooks", tree(snapshot.hooks().stream().filter(hook -> hook.isWoven()).toList()));
    PipelineMetrics pipeline = snapshot.pipeline();
    page.put("pipeline", pipeline == null ? null : tree(pipeline));
    page.put("extensions", tree(snapshot.extensions()));
    page.put("warnings", tree(snapshot.warnings()));
    page.put("findings", tree(findings));
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try {
      new JsonLines().writeTree(page, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json.toString(StandardCharsets.UTF_8);
  }

  /** Returns records as maps, whose names are written like the settings' and the trace format's. */
  private static @Nullable Object tree(@Nullable Object value) {
    if (value instanceof Record each) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (RecordComponent component : each.getClass().getRecordComponents()) {
        fields.put(snakeCase(component.getName()), tree(read(each, component)));
      }
      return fields;
    }
    if (value instanceof Collection<?> values) {
      List<Object> trees = new ArrayList<>();
      values.forEach(each -> trees.add(tree(each)));
      return trees;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((key, each) -> fields.put(word(key), tree(each)));
      return fields;
    }
    return value instanceof Enum<?> constant ? word(constant) : value;
  }

  private static @Nullable Object read(Record each, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(each);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String word(@Nullable Object name) {
    return String.valueOf(name).toLowerCase(Locale.ROOT);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
