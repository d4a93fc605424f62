// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.export.Printable;
import dev.clew.viewer.model.Status;
import java.io.Console;

/** Prints colours if there is a terminal, and never any text of a trace that could control it. */
final class Terminal {

  private static final String RESET = "\u001b[0m";

  private final boolean colour;

  Terminal(boolean colour) {
    this.colour = colour;
  }

  static boolean isInteractive() {
    return System.getenv("TERM") != null && isTerminal();
  }

  /**
   * From JDK 22 on there is a console even without a terminal, and a method that distinguishes
   * them.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  String bold(String text) {
    return paint("\u001b[1m", text);
  }

  String dim(String text) {
    return paint("\u001b[2m", text);
  }

  String red(String text) {
    return paint("\u001b[31m", text);
  }

  String status(Status status) {
    return switch (status) {
      case OK -> "ok";
      case ERROR -> red("error");
      case CANCELLED -> "cut";
      case RUNNING -> paint("\u001b[35m", "runs");
    };
  }

  /** One line of a trace's text, without anything that a terminal would interpret. */
  static String safe(String text) {
    return Printable.line(text.replace('\u00a0', ' '));
  }

  /** Cut to a width. */
  static String fit(String text, int width) {
    String line = safe(text);
    int length = line.codePointCount(0, line.length());
    return length <= width
        ? line + " ".repeat(width - length)
        : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
  }

  private String paint(String code, String text) {
    return colour ? code + text + RESET : text;
  }
}
