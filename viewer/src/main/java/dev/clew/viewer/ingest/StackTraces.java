// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the application's own part of a stack trace. */
final class StackTraces {

  /** {@code at app//com.acme.Billing.charge(Billing.java:42)}. */
  private static final Pattern FRAME =
      Pattern.compile("^\\s*at (?:[\\w.@-]*/)*([\\w.$]+)\\(", Pattern.MULTILINE);

  /** The JDK, and libraries that call rather than are called; the page folds the same. */
  private static final Pattern FRAMEWORK =
      Pattern.compile(
          "(?:java|javax|jakarta|jdk|sun|com\\.sun|kotlin|kotlinx|scala|reactor|rx|io\\.reactivex"
              + "|io\\.netty|okhttp3|org\\.springframework|org\\.apache|org\\.eclipse|org\\.junit"
              + "|com\\.openai|com\\.anthropic|com\\.google|dev\\.langchain4j|dev\\.clew"
              + "|io\\.modelcontextprotocol|io\\.quarkus|io\\.vertx|io\\.micrometer)\\..*");

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
      if (!FRAMEWORK.matcher(method).matches()) {
        return Excerpts.cut(method, MAX);
      }
    }
    return null;
  }
}
