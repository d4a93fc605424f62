// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

/** ANSI colours, or none. */
enum AnsiStyle {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  BLUE("34"),
  MAGENTA("35"),
  CYAN("36");

  private static final String ESCAPE = "\u001b[";

  private final String code;

  AnsiStyle(String code) {
    this.code = code;
  }

  String paint(String text, boolean colours) {
    return !colours || this == PLAIN || text.isEmpty()
        ? text
        : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
