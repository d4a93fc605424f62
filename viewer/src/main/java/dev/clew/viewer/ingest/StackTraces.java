// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the application's own part of a stack trace. */
final class StackTraces {

  /** {@code at app//com.acme.Billing.charge(Billing.java:42)}. */
  private static final Pattern FRAME =
      Pattern.compile("^\\s*at (?:[\\w.@-]*/)*([\\w.$]+)\\(", Pattern.MULTILINE);

  /** The JDK, and libraries that call rather than are called; the page folds the same list. */
  private static final List<String> FRAMEWORKS = frameworks();

  private static final int MAX = 200;

  private StackTraces() {}

  /** The first method that is not of a framework, such as {@code com.acme.Billing.charge}. */
  static @Nullable String place(@Nullable String stackTrace) {
    if (stackTrace == null) {
      return null;
    }
    Matcher frames = FRAME.matcher(stackTrace);
    while (frames.find()) {
      String method = frames.group(1);
      if (FRAMEWORKS.stream().noneMatch(method::startsWith)) {
        return Excerpts.cut(method, MAX);
      }
    }
    return null;
  }

  /** The packages, each with a dot at its end. */
  private static List<String> frameworks() {
    try (InputStream in =
        StackTraces.class.getResourceAsStream("/dev/clew/viewer/framework-packages.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line + ".")
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
