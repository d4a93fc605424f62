// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The fares and seat maps of all flights. */
public final class FareTable {
  private final List<List<String>> rows = Csv.rows("fares.csv");

  /** Fares between two cities on a date, cheapest first; empty when no flight goes that day. */
  public List<Fare> find(String from, String to, LocalDate date) {
    String day = Integer.toString(date.getDayOfWeek().getValue());
    return rows.stream()
        .filter(row -> row.get(1).equalsIgnoreCase(from) && row.get(2).equalsIgnoreCase(to))
        .filter(row -> row.get(4).contains(day))
        .map(FareTable::fare)
        .sorted(Comparator.comparing(Fare::price))
        .toList();
  }

  /**
   * The free seats of a flight.
   *
   * @throws java.io.UncheckedIOException when the airline has filed no seat map for the flight
   */
  public List<String> freeSeats(String flight) {
    return Csv.rows("seat-maps/" + flight + ".csv").stream()
        .filter(row -> row.get(1).equals("free"))
        .map(row -> row.get(0))
        .toList();
  }

  private static Fare fare(List<String> row) {
    return new Fare(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        FareClass.valueOf(row.get(5)),
        new BigDecimal(row.get(6)));
  }
}
