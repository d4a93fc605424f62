// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.AiServices;
import java.util.concurrent.Executor;

/** Before 1.4, tools run one after the other. */
final class Concurrency {
  static final int AT_ONCE = 1;

  private Concurrency() {}

  static void on(AiServices<?> builder, Executor threads) {}
}
