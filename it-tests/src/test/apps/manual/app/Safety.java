// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;

/** Checks an answer before the customer sees it. */
final class Safety {
  boolean blocks(String text) {
    try (ClewSpan span = Clew.guardrail("safety").input(text).start()) {
      boolean blocked = text.contains("password");
      span.triggered(blocked);
      return blocked;
    }
  }
}
