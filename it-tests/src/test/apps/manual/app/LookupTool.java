// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;

final class LookupTool implements Tool {
  private final Bookings bookings;

  LookupTool(Bookings bookings) {
    this.bookings = bookings;
  }

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public String run(String argument) {
    try (ClewSpan span = Clew.tool("lookup").input(argument).start()) {
      String result = bookings.find(argument);
      span.output(result);
      return result;
    }
  }
}
