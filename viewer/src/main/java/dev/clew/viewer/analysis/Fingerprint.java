// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanError;
import dev.clew.viewer.model.SpanRow;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What failures have in common that are one error to a person: the type, the message without what
 * differs from call to call, and the place. Its text is readable, and starts with eight digits by
 * which it can be found.
 */
final class Fingerprint {

  private static final Pattern UUID =
      Pattern.compile("\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");

  /** Letters and digits in one word: an id. Names of models have separators and stay. */
  private static final Pattern ID =
      Pattern.compile("\\b(?=[A-Za-z_]*\\d)(?=\\d*[A-Za-z_])[A-Za-z0-9_]{6,}\\b");

  /** Not within names such as {@code gpt-4.1}. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.-])[+-]?\\d+(?:[.,:]\\d+)*(?:ms|s|m|h|kB|MB|%)?(?![\\w-])");

  private static final int MAX_MESSAGE = 160;

  private Fingerprint() {}

  static String of(SpanRow span, SpanError error) {
    String place = error.place() == null ? span.name() : shortMethod(error.place());
    String text = error.shortType() + ": " + normalised(error.firstLine()) + " · " + place;
    return String.format(Locale.ROOT, "%08x %s", text.hashCode(), text);
  }

  static String normalised(String message) {
    String text = UUID.matcher(message).replaceAll("…");
    text = ID.matcher(text).replaceAll("…");
    text = NUMBER.matcher(text).replaceAll("#");
    return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE - 1) + "…" : text;
  }

  /** {@code Billing.charge} of {@code com.acme.Billing.charge}. */
  private static String shortMethod(String method) {
    int name = method.lastIndexOf('.');
    int type = method.lastIndexOf('.', name - 1);
    return method.substring(type + 1);
  }
}
