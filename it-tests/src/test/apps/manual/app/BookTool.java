// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;

final class BookTool implements Tool {
  private final Bookings bookings;

  BookTool(Bookings bookings) {
    this.bookings = bookings;
  }

  @Override
  public String name() {
    return "book";
  }

  @Override
  public String run(String argument) {
    try (ClewSpan span = Clew.tool("book").input(argument).start()) {
      String result = bookings.move(argument.substring(0, 4), argument.substring(5));
      span.output(result);
      return result;
    }
  }
}
