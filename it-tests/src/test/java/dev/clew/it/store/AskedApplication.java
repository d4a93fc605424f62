// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.store;

import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import java.util.function.UnaryOperator;

/** The application of these tests: four model calls, then {@code System.exit(3)}. */
final class AskedApplication {
  static final int EXIT_CODE = 3;
  static final String TREE =
      """
      generation chat gpt-4o
      generation chat gpt-4o (streamed)
      generation chat gpt-4o
      generation chat gpt-4o ERROR com.openai.errors.RateLimitException: 429: Rate limit reached
      """;
  static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text("plain answer"))
          .on("streamed", Reply.text("an answer in pieces"))
          .on("async", Reply.text("async answer"))
          .on("failing", Reply.error(429, "Rate limit reached"));

  private final Application application =
      Application.compile("openai-basics", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
  private final Comparison comparison = Comparison.of(jvm()).model(MODEL);

  /** Compares it without Clew and with Clew as configured by {@code tracing}. */
  Comparison with(UnaryOperator<ForkedJvm> tracing) {
    return comparison.tracing(tracing);
  }

  ForkedJvm jvm() {
    return ForkedJvm.of(Jdk.running(), application);
  }
}
