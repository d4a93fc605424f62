// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.clew.examples.traveldesk.booking.Fare;
import dev.clew.examples.traveldesk.booking.FareTable;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.time.LocalDate;
import java.util.List;

/** What the flights agent can look up. */
final class FlightTools {
  private final FareTable fares = new FareTable();

  @Tool("Finds the fares between two cities on a date, cheapest first")
  List<Fare> findFares(
      @P("city of departure") String from,
      @P("city of arrival") String to,
      @P("date of departure, yyyy-MM-dd") String date) {
    return fares.find(from, to, LocalDate.parse(date));
  }

  @Tool("Lists the free seats of a flight")
  List<String> seatMap(@P("flight number") String flight) {
    return fares.freeSeats(flight);
  }
}
