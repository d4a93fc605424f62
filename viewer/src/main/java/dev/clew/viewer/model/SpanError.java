// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

/** The error of a span; the message is cut to what a list can show. */
public record SpanError(String type, String message) {

  /** The type without its package. */
  public String shortType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** The first line without the names of exceptions before it, at most 78 characters. */
  public String brief() {
    String text = message.isEmpty() ? type : message;
    int colon = text.indexOf(": ");
    if (colon > 0 && looksLikeException(text.substring(0, colon))) {
      text = text.substring(colon + 2);
    }
    int end = text.indexOf('\n');
    if (end >= 0) {
      text = text.substring(0, end);
    }
    return text.length() > 78 ? text.substring(0, 76) + "…" : text;
  }

  private static boolean looksLikeException(String name) {
    return (name.endsWith("Exception") || name.endsWith("Error")) && name.indexOf(' ') < 0;
  }
}
