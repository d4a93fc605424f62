// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.List;

/**
 * A help desk for bookings, without any library: an agent's loop, three tools, a router, a check.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Bookings bookings = new Bookings();
    Desk desk =
        new Desk(
            new Model(),
            List.of(new LookupTool(bookings), new PriceTool(bookings), new BookTool(bookings)),
            new Router(new Billing(new Safety())));
    System.out.println(desk.answer("Please move AB12 to Friday and bill it."));
  }
}
