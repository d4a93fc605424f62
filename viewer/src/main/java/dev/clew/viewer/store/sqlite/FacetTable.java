// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Facet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The values by which traces can be found, with their sums per trace and per minute. */
final class FacetTable {

  private static final int CACHED = 20_000;
  private static final Set<String> PER_MINUTE =
      Set.of(
          Facet.ALL,
          "status",
          "name",
          "service",
          "agent",
          "model",
          "provider",
          "tool",
          "error",
          "finding",
          "guardrail");

  private record MinuteKey(long facetKey, long minute) {}

  private record MinuteChange(long traces, Facet.Stats stats) {
    MinuteChange plus(MinuteChange other) {
      return new MinuteChange(traces + other.traces, stats.plus(other.stats));
    }
  }

  private final Map<Facet, Long> keys =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Facet, Long> eldest) {
          return size() > CACHED;
        }
      };
  private long epoch = -1;

  /** The changes of one transaction, written together at its end. */
  final class Changes {

    private final Statements sql;
    private final Map<MinuteKey, MinuteChange> minutes = new HashMap<>();

    Changes(Statements sql) throws SQLException {
      this.sql = sql;
      long now = sql.number("SELECT value FROM counter WHERE name = 'facet_epoch'");
      if (now != epoch) {
        keys.clear();
        epoch = now;
      }
    }

    /** Updates the values of a trace. */
    void replace(
        long traceKey, long oldStart, long newStart, Map<Facet, Facet.Stats> facets, boolean isNew)
        throws SQLException {
      Map<Long, Facet.Stats> old = isNew ? new HashMap<>() : remove(traceKey, oldStart);
      for (Map.Entry<Facet, Facet.Stats> entry : facets.entrySet()) {
        long key = key(entry.getKey());
        Facet.Stats stats = entry.getValue();
        if (PER_MINUTE.contains(entry.getKey().field())) {
          minute(key, newStart, 1, stats);
        }
        if (stats.equals(old.get(key))) {
          old.remove(key);
          continue;
        }
        old.remove(key);
        sql.update(
            "INSERT OR REPLACE INTO trace_facet (facet_key, trace_key, calls, errors,"
                + " duration_nanos, input_tokens, output_tokens, cached_tokens, cost, saved)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key,
            traceKey,
            stats.calls(),
            stats.errors(),
            stats.durationNanos(),
            stats.inputTokens(),
            stats.outputTokens(),
            stats.cachedTokens(),
            stats.cost(),
            stats.saved());
      }
      for (long gone : old.keySet()) {
        sql.update("DELETE FROM trace_facet WHERE facet_key = ? AND trace_key = ?", gone, traceKey);
      }
    }

    /** Removes a trace from the figures per minute; returns what it had contributed. */
    Map<Long, Facet.Stats> remove(long traceKey, long start) throws SQLException {
      Map<Long, Facet.Stats> old = new HashMap<>();
      sql.each(
          "SELECT tf.facet_key, tf.calls, tf.errors, tf.duration_nanos, tf.input_tokens,"
              + " tf.output_tokens, tf.cached_tokens, tf.cost, tf.saved, f.field"
              + " FROM trace_facet tf JOIN facet f ON f.key = tf.facet_key"
              + " WHERE tf.trace_key = ?",
          row -> {
            Facet.Stats stats = stats(row, 2);
            old.put(row.getLong(1), stats);
            if (PER_MINUTE.contains(row.getString(10))) {
              minute(row.getLong(1), start, -1, stats.negated());
            }
          },
          traceKey);
      return old;
    }

    private void minute(long facetKey, long start, long traces, Facet.Stats stats) {
      minutes.merge(
          new MinuteKey(facetKey, start / 60_000_000_000L),
          new MinuteChange(traces, stats),
          MinuteChange::plus);
    }

    /** Must be called before the transaction ends. */
    void finish() throws SQLException {
      for (Map.Entry<MinuteKey, MinuteChange> entry : minutes.entrySet()) {
        MinuteChange change = entry.getValue();
        Facet.Stats stats = change.stats();
        if (change.traces() == 0 && stats.equals(Facet.Stats.NONE)) {
          continue;
        }
        sql.update(
            "INSERT INTO minute_facet (facet_key, minute, traces, calls, errors, duration_nanos,"
                + " input_tokens, output_tokens, cached_tokens, cost, saved)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (facet_key, minute) DO UPDATE SET traces = traces + excluded.traces,"
                + " calls = calls + excluded.calls, errors = errors + excluded.errors,"
                + " duration_nanos = duration_nanos + excluded.duration_nanos,"
                + " input_tokens = input_tokens + excluded.input_tokens,"
                + " output_tokens = output_tokens + excluded.output_tokens,"
                + " cached_tokens = cached_tokens + excluded.cached_tokens,"
                + " cost = cost + excluded.cost, saved = saved + excluded.saved",
            entry.getKey().facetKey(),
            entry.getKey().minute(),
            change.traces(),
            stats.calls(),
            stats.errors(),
            stats.durationNanos(),
            stats.inputTokens(),
            stats.outputTokens(),
            stats.cachedTokens(),
            stats.cost(),
            stats.saved());
        if (change.traces() < 0) {
          sql.update(
              "DELETE FROM minute_facet WHERE facet_key = ? AND minute = ? AND traces <= 0",
              entry.getKey().facetKey(),
              entry.getKey().minute());
        }
      }
    }

    private long key(Facet facet) throws SQLException {
      Long cached = keys.get(facet);
      if (cached != null) {
        return cached;
      }
      Long known =
          sql.first(
              "SELECT key FROM facet WHERE field = ? AND value = ?",
              row -> row.getLong(1),
              facet.field(),
              facet.value());
      long key;
      if (known != null) {
        key = known;
        keys.put(facet, key);
      } else {
        sql.update(
            "INSERT INTO facet (field, value, folded) VALUES (?, ?, ?)",
            facet.field(),
            facet.value(),
            facet.value().toLowerCase(Locale.ROOT));
        key = sql.number("SELECT last_insert_rowid()");
        keys.put(facet, key);
      }
      return key;
    }
  }

  /** Writes; keys assigned in a transaction that is rolled back are forgotten. */
  static <T> T guarded(Database database, FacetTable facets, Database.Write<T> work) {
    try {
      return database.write(work);
    } catch (RuntimeException e) {
      synchronized (database) {
        facets.keys.clear();
      }
      throw e;
    }
  }

  /** Eight columns from {@code first} on. */
  static Facet.Stats stats(ResultSet row, int first) throws SQLException {
    return new Facet.Stats(
        row.getLong(first),
        row.getLong(first + 1),
        row.getLong(first + 2),
        row.getLong(first + 3),
        row.getLong(first + 4),
        row.getLong(first + 5),
        row.getDouble(first + 6),
        row.getDouble(first + 7));
  }
}
