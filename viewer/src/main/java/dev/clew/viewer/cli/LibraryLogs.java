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
          Logger.getLogger("org.sqlite"),
          Logger.getLogger("org.apache.parquet"));

  /** One line, as all others on standard error begin; a stack trace follows if there is one. */
  private static final String FORMAT = "clew: %5$s%6$s%n";

  private LibraryLogs() {}

  static void quiet() {
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
    }
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
