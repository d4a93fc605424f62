// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error of a span; the message is cut to what a list can show.
 *
 * @param place the application's method in which it was thrown, such as {@code
 *     com.acme.Billing.charge}, if the stack trace tells
 */
public record SpanError(String type, String message, @Nullable String place) {

  /** The type without its package. */
  public String shortType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** What a provider answers, such as {@code {"error":{"message":"Rate limit reached",…}}}. */
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)++)");

  /**
   * The first line without the names of exceptions before it, at most 78 characters; of a JSON text
   * its message.
   */
  public String brief() {
    String text = firstLine();
    return text.length() > 78 ? text.substring(0, 76) + "…" : text;
  }

  /** The same, whole. */
  public String firstLine() {
    String text = message.isEmpty() ? type : message;
    if (text.startsWith("{")) {
      // Not parsed: the text may have been cut.
      Matcher inside = MESSAGE.matcher(text);
      text = inside.find() ? inside.group(1).replace("\\\"", "\"").replace("\\n", "\n") : text;
    }
    int colon = text.indexOf(": ");
    if (colon > 0 && looksLikeException(text.substring(0, colon))) {
      text = text.substring(colon + 2);
    }
    int end = text.indexOf('\n');
    return end >= 0 ? text.substring(0, end) : text;
  }

  private static boolean looksLikeException(String name) {
    return (name.endsWith("Exception") || name.endsWith("Error")) && name.indexOf(' ') < 0;
  }
}
