// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;

final class PriceTool implements Tool {
  private final Bookings bookings;

  PriceTool(Bookings bookings) {
    this.bookings = bookings;
  }

  @Override
  public String name() {
    return "price";
  }

  @Override
  public String run(String argument) {
    try (ClewSpan span = Clew.tool("price").input(argument).start()) {
      String result = "costs " + bookings.price(argument);
      span.output(result);
      return result;
    }
  }
}
