// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Receives every ended span and compares its parents with those its name states. */
final class Journal {
  /** An exported span. */
  private record Entry(String name, String traceId, String spanId, String parentId) {
    /** Returns the name of the parent step; empty for an outermost one. */
    String above() {
      return name.substring(0, Math.max(0, name.lastIndexOf('>')));
    }
  }

  private final Queue<String[]> arrived = new ConcurrentLinkedQueue<>();
  private final Map<String, String> foreignParents = new ConcurrentHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private long seen;

  /** Makes the journal known to the exporter. */
  static Journal open() {
    Journal journal = new Journal();
    System.getProperties().put("app.journal", journal.arrived);
    return journal;
  }

  /** Expects the outermost step {@code name} to be under a span that is not Clew's. */
  void foreignParent(String name, String traceId, String spanId) {
    foreignParents.put(name, traceId + " " + spanId);
  }

  /** Waits for the end of all started steps and checks the chain of each. */
  void check() throws InterruptedException {
    Map<String, Entry> byId = new HashMap<>();
    Map<String, Entry> byName = new HashMap<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (seen < Steps.begun() && System.nanoTime() < deadline) {
      String[] fields = arrived.poll();
      if (fields == null) {
        TimeUnit.MILLISECONDS.sleep(2);
      } else {
        seen++;
        Entry entry = new Entry(fields[0], fields[1], fields[2], fields[3]);
        byId.put(entry.spanId, entry);
        if (byName.put(entry.name, entry) != null) {
          wrong.add("twice: " + entry);
        }
      }
    }
    if (seen != Steps.begun() || !arrived.isEmpty()) {
      wrong.add(Steps.begun() + " steps, " + seen + " spans and more");
    }
    byName.values().forEach(entry -> check(entry, byId));
    foreignParents.clear();
  }

  private void check(Entry entry, Map<String, Entry> byId) {
    if (entry.above().isEmpty()) {
      String expected = foreignParents.get(entry.name);
      String actual = entry.parentId == null ? null : entry.traceId + " " + entry.parentId;
      if (expected == null ? actual != null : !expected.equals(actual)) {
        wrong.add(entry + " is under " + actual + " instead of " + expected);
      }
      return;
    }
    Entry parent = byId.get(entry.parentId);
    if (parent == null
        || !parent.name.equals(entry.above())
        || !parent.traceId.equals(entry.traceId)) {
      wrong.add(entry + " is under " + parent);
    }
  }

  long seen() {
    return seen;
  }

  List<String> wrong() {
    return wrong;
  }
}
