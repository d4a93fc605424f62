// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;

/** The agent that writes bills. */
final class Billing {
  private final Safety safety;

  Billing(Safety safety) {
    this.safety = safety;
  }

  String bill(String task) {
    try (ClewSpan span = Clew.agent("billing").input(task).start()) {
      String text = "Done: " + task;
      String answer = safety.blocks(text) ? "I cannot say that." : text;
      span.output(answer);
      return answer;
    }
  }
}
