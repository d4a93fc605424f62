// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

/** A line under construction that knows how many columns it takes, colours not counted. */
final class InkLine {
  private final StringBuilder text = new StringBuilder();
  private final Glyphs glyphs;
  private final boolean colours;
  private final int maxWidth;
  private int width;

  InkLine(boolean colours, Glyphs glyphs, int maxWidth) {
    this.glyphs = glyphs;
    this.colours = colours;
    this.maxWidth = maxWidth;
  }

  /** Appends {@code part}, as much of it as fits. */
  InkLine add(Ink ink, String part) {
    int room = maxWidth - width;
    String fitting = part;
    if (part.length() > room) {
      int keep = room - glyphs.ellipsis().length();
      if (keep > 0 && Character.isHighSurrogate(part.charAt(keep - 1))) {
        keep--;
      }
      fitting = keep <= 0 ? "" : part.substring(0, keep) + glyphs.ellipsis();
      width = maxWidth;
    } else {
      width += part.length();
    }
    text.append(ink.paint(fitting, colours));
    return this;
  }

  /** Appends {@code part} two columns on, unless it is empty. */
  InkLine column(Ink ink, String part) {
    return part.isEmpty() ? this : add(Ink.PLAIN, "  ").add(ink, part);
  }

  /** Fills up with blanks to {@code column}. */
  InkLine padTo(int column) {
    return add(Ink.PLAIN, " ".repeat(Math.max(0, column - width)));
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
