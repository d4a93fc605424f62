// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.JvmSample;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The JVMs that wrote, and their figures. */
final class JvmTable {

  private static final TypeReference<Map<String, Double>> FIGURES = new TypeReference<>() {};

  private JvmTable() {}

  /** Each with its latest sample, the one seen last first. */
  static List<JvmSample.Jvm> jvms(Handle handle) {
    return handle
        .createQuery(
            "SELECT j.definition, s.time_millis, s.figures FROM jvm j LEFT JOIN jvm_sample s"
                + " ON s.jvm = j.id AND s.time_millis ="
                + " (SELECT max(time_millis) FROM jvm_sample WHERE jvm = j.id)"
                + " ORDER BY j.last_seen_millis DESC")
        .map(
            (row, context) -> {
              JvmSample.Jvm jvm = Json.read(row.getString(1), JvmSample.Jvm.class);
              String figures = row.getString(3);
              return figures == null
                  ? jvm
                  : new JvmSample.Jvm(
                      jvm.id(),
                      jvm.pid(),
                      jvm.startedMillis(),
                      jvm.service(),
                      jvm.agentVersion(),
                      jvm.javaVersion(),
                      jvm.librariesJson(),
                      jvm.settingsJson(),
                      jvm.lastSeenMillis(),
                      new JvmSample(jvm.id(), row.getLong(2), figures(figures)));
            })
        .list();
  }

  static List<JvmSample> samples(Handle handle, String jvm, long fromMillis, long toMillis) {
    return handle
        .createQuery(
            "SELECT time_millis, figures FROM jvm_sample"
                + " WHERE jvm = ? AND time_millis >= ? AND time_millis <= ? ORDER BY time_millis")
        .bind(0, jvm)
        .bind(1, fromMillis)
        .bind(2, toMillis)
        .map((row, context) -> new JvmSample(jvm, row.getLong(1), figures(row.getString(2))))
        .list();
  }

  private static Map<String, Double> figures(String json) {
    try {
      return Json.MAPPER.readValue(json, FIGURES);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
