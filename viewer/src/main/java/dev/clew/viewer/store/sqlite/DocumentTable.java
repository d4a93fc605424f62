// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Small texts that belong to the store as a whole. */
final class DocumentTable {

  private DocumentTable() {}

  static SortedMap<String, String> all(Handle handle, String kind) {
    SortedMap<String, String> documents = new TreeMap<>();
    handle
        .createQuery("SELECT name, text FROM document WHERE kind = ?")
        .bind(0, kind)
        .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
        .forEach(row -> documents.put(row[0], row[1]));
    return documents;
  }

  /** Returns how many rows changed. */
  static int replace(
      Statements sql, String kind, String name, @Nullable String expected, @Nullable String text)
      throws SQLException {
    if (expected == null) {
      return text == null
          ? (int)
              sql.number(
                  "SELECT NOT EXISTS (SELECT 1 FROM document WHERE kind = ? AND name = ?)",
                  kind,
                  name)
          : sql.update(
              "INSERT INTO document (kind, name, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
              kind,
              name,
              text);
    }
    return text == null
        ? sql.update(
            "DELETE FROM document WHERE kind = ? AND name = ? AND text = ?", kind, name, expected)
        : sql.update(
            "UPDATE document SET text = ? WHERE kind = ? AND name = ? AND text = ?",
            text,
            kind,
            name,
            expected);
  }
}
