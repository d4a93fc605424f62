// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the holder of a token may do. */
public enum Right {
  /** See figures, and how runs went; not what was said in them. */
  READ,
  /** Read what was said: prompts, answers, arguments, results, messages of errors. */
  CONTENT,
  /** Change views and alerts, import and delete. */
  WRITE,
  /** Send traces by OTLP. */
  SEND;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Right> of(String name) {
    return Arrays.stream(values()).filter(right -> right.wire().equals(name)).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(Right::wire).collect(Collectors.joining(", "));
  }
}
