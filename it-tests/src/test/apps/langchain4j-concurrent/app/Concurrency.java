// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.AiServices;
import java.util.concurrent.Executor;

/** Tools at the same time. */
final class Concurrency {
  /** How many tools must run for one of them to return. */
  static final int AT_ONCE = 2;

  private Concurrency() {}

  static void on(AiServices<?> builder, Executor threads) {
    builder.executeToolsConcurrently(threads);
  }
}
