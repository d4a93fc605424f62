// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Checks whether all migrations have run; the check takes a millisecond, starting Flyway 300. */
final class SchemaVersion {

  /** The newest file in {@code migration/}. */
  static final String CURRENT = "5";

  private SchemaVersion() {}

  static boolean isCurrent(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet table =
          statement.executeQuery(
              "SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'")) {
        if (!table.next()) {
          return false;
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT 1 FROM flyway_schema_history WHERE success AND version = '"
                  + CURRENT
                  + "'")) {
        return row.next();
      }
    }
  }
}
