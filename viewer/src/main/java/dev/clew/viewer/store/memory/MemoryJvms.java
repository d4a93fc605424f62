// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.memory;

import dev.clew.viewer.model.JvmSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The JVMs that wrote, and their figures. */
final class MemoryJvms {

  private final Map<String, JvmSample.Jvm> jvms = new HashMap<>();
  private final Map<String, NavigableMap<Long, JvmSample>> samples = new HashMap<>();

  void put(JvmSample.Jvm jvm) {
    JvmSample.Jvm known = jvms.get(jvm.id());
    if (known == null || known.lastSeenMillis() <= jvm.lastSeenMillis()) {
      jvms.put(jvm.id(), jvm);
    }
    JvmSample sample = jvm.sample();
    if (sample != null) {
      samples.computeIfAbsent(jvm.id(), id -> new TreeMap<>()).put(sample.timeMillis(), sample);
    }
  }

  List<JvmSample.Jvm> all() {
    List<JvmSample.Jvm> all = new ArrayList<>();
    for (JvmSample.Jvm jvm : jvms.values()) {
      NavigableMap<Long, JvmSample> own = samples.get(jvm.id());
      all.add(
          new JvmSample.Jvm(
              jvm.id(),
              jvm.pid(),
              jvm.startedMillis(),
              jvm.service(),
              jvm.agentVersion(),
              jvm.javaVersion(),
              jvm.librariesJson(),
              jvm.settingsJson(),
              jvm.lastSeenMillis(),
              own == null ? null : own.lastEntry().getValue()));
    }
    all.sort(Comparator.comparingLong(JvmSample.Jvm::lastSeenMillis).reversed());
    return all;
  }

  List<JvmSample> samples(String jvm, long from, long to) {
    NavigableMap<Long, JvmSample> own = samples.get(jvm);
    return own == null ? List.of() : List.copyOf(own.subMap(from, true, to, true).values());
  }
}
