// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.SavedView;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Filters saved by name. */
final class ViewTable {

  private ViewTable() {}

  static List<SavedView> all(Handle handle) {
    return TraceQueries.strings(handle, "SELECT definition FROM saved_view ORDER BY name").stream()
        .map(json -> Json.read(json, SavedView.class))
        .toList();
  }

  static int save(Statements sql, SavedView view) throws SQLException {
    return sql.update(
        "INSERT OR REPLACE INTO saved_view (name, definition) VALUES (?, ?)",
        view.name(),
        Json.write(view));
  }

  static int delete(Statements sql, String name) throws SQLException {
    return sql.update("DELETE FROM saved_view WHERE name = ?", name);
  }
}
