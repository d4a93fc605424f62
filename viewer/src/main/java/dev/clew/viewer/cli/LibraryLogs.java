// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Silences libraries except for errors: standard error is for people. */
final class LibraryLogs {

  // Referenced because the JDK holds loggers weakly and would lose their levels.
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("io.javalin"),
          Logger.getLogger("org.eclipse.jetty"),
          Logger.getLogger("org.jdbi"),
          Logger.getLogger("org.sqlite"));

  private LibraryLogs() {}

  static void quiet() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
