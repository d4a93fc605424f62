// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The values by which traces can be found, with their figures per trace and per period. */
final class FacetTable {

  private static final int CACHED = 20_000;

  private record PeriodKey(long facetKey, int level, long period) {}

  /** What is stored of a value of a trace. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and gone with the transaction.
  private record Stored(int field, byte @Nullable [] figures) {}

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
    private final Map<PeriodKey, Figures> periods = new HashMap<>();

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
        long traceKey, long oldStart, long newStart, Map<Facet, Figures> facets, boolean isNew)
        throws SQLException {
      Map<Long, Stored> old = isNew ? new HashMap<>() : stored(traceKey);
      for (Map.Entry<Facet, Figures> entry : facets.entrySet()) {
        long key = key(entry.getKey());
        int field = FacetField.number(entry.getKey().field());
        byte[] figures = field == FacetField.OTHER ? null : entry.getValue().encoded();
        Stored before = old.remove(key);
        if (before != null) {
          boolean sameField = before.field == field;
          if (sameField && Arrays.equals(before.figures, figures) && oldStart == newStart) {
            continue;
          }
          takeOut(key, before, oldStart);
          if (!sameField) {
            delete(traceKey, key);
          }
        }
        if (FacetField.isPerPeriod(field)) {
          count(key, newStart, sums -> sums.add(entry.getValue()));
        }
        sql.update(
            "INSERT OR REPLACE INTO trace_facet (trace_key, field, facet_key, figures)"
                + " VALUES (?, ?, ?, ?)",
            traceKey,
            field,
            key,
            figures);
      }
      for (Map.Entry<Long, Stored> gone : old.entrySet()) {
        takeOut(gone.getKey(), gone.getValue(), oldStart);
        delete(traceKey, gone.getKey());
      }
    }

    private void delete(long traceKey, long facetKey) throws SQLException {
      sql.update(
          "DELETE FROM trace_facet WHERE facet_key = ? AND trace_key = ?", facetKey, traceKey);
    }

    /** Takes a trace that is to be deleted out of the figures. */
    void remove(long traceKey, long start) throws SQLException {
      for (Map.Entry<Long, Stored> entry : stored(traceKey).entrySet()) {
        takeOut(entry.getKey(), entry.getValue(), start);
      }
    }

    private Map<Long, Stored> stored(long traceKey) throws SQLException {
      Map<Long, Stored> stored = new HashMap<>();
      sql.each(
          "SELECT facet_key, field, figures FROM trace_facet WHERE trace_key = ?",
          row -> stored.put(row.getLong(1), new Stored(row.getInt(2), row.getBytes(3))),
          traceKey);
      return stored;
    }

    private void takeOut(long facetKey, Stored value, long start) {
      byte[] figures = value.figures;
      if (figures != null && FacetField.isPerPeriod(value.field)) {
        Figures before = new Figures();
        before.addEncoded(figures);
        count(facetKey, start, sums -> sums.subtract(before));
      }
    }

    private void count(long facetKey, long start, Consumer<Figures> change) {
      for (int level = 0; level < Period.LEVELS; level++) {
        change.accept(
            periods.computeIfAbsent(
                new PeriodKey(facetKey, level, Period.of(level, start)), key -> new Figures()));
      }
    }

    /** Must be called before the transaction ends. */
    void finish() throws SQLException {
      for (Map.Entry<PeriodKey, Figures> entry : periods.entrySet()) {
        if (!entry.getValue().isZero()) {
          write(entry.getKey(), entry.getValue());
        }
      }
      periods.clear();
    }

    private void write(PeriodKey key, Figures change) throws SQLException {
      byte[] before =
          sql.first(
              "SELECT figures FROM facet_period WHERE facet_key = ? AND level = ? AND period = ?",
              row -> row.getBytes(1),
              key.facetKey,
              key.level,
              key.period);
      if (before != null) {
        change.addEncoded(before);
      }
      if (change.get(Figures.Sum.TRACES) > 0) {
        sql.update(
            "INSERT OR REPLACE INTO facet_period (facet_key, level, period, figures)"
                + " VALUES (?, ?, ?, ?)",
            key.facetKey,
            key.level,
            key.period,
            change.encoded());
      } else if (before != null) {
        sql.update(
            "DELETE FROM facet_period WHERE facet_key = ? AND level = ? AND period = ?",
            key.facetKey,
            key.level,
            key.period);
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
}
