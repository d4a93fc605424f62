// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

/** A line under construction that tracks its width in columns, excluding colours. */
final class StyledLine {
  private final StringBuilder text = new StringBuilder();
  private final TreeSymbols symbols;
  private final boolean colours;
  private final int maxWidth;
  private int width;

  StyledLine(boolean colours, TreeSymbols symbols, int maxWidth) {
    this.symbols = symbols;
    this.colours = colours;
    this.maxWidth = maxWidth;
  }

  /** Appends as much of {@code part} as fits. */
  StyledLine add(AnsiStyle style, String part) {
    int room = maxWidth - width;
    String fitting = part;
    if (part.length() > room) {
      int keep = room - symbols.ellipsis().length();
      if (keep > 0 && Character.isHighSurrogate(part.charAt(keep - 1))) {
        keep--;
      }
      fitting = keep <= 0 ? "" : part.substring(0, keep) + symbols.ellipsis();
      width = maxWidth;
    } else {
      width += part.length();
    }
    text.append(style.paint(fitting, colours));
    return this;
  }

  /** Appends {@code part} after two blanks, unless it is empty. */
  StyledLine column(AnsiStyle style, String part) {
    return part.isEmpty() ? this : add(AnsiStyle.PLAIN, "  ").add(style, part);
  }

  /** Pads with blanks up to {@code column}. */
  StyledLine padTo(int column) {
    return add(AnsiStyle.PLAIN, " ".repeat(Math.max(0, column - width)));
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
