// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.AiServices;
import java.util.concurrent.Executor;

/** Tools run concurrently. */
final class Concurrency {
  /** How many tools must be running before one of them returns. */
  static final int AT_ONCE = 2;

  private Concurrency() {}

  static void on(AiServices<?> builder, Executor threads) {
    builder.executeToolsConcurrently(threads);
  }
}
