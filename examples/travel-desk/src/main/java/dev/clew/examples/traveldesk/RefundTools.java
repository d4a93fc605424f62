// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.clew.examples.traveldesk.booking.Booking;
import dev.clew.examples.traveldesk.booking.Refund;
import dev.clew.examples.traveldesk.booking.Refunds;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.time.LocalDate;

/** What the refunds agent can look up and do. */
final class RefundTools {
  private final Refunds refunds = new Refunds();

  @Tool("Looks a booking up")
  Booking bookingDetails(@P("booking reference") String reference) {
    return refunds.find(reference);
  }

  @Tool("Works out what a customer gets back")
  Refund computeRefund(
      @P("booking reference") String reference,
      @P("date of cancellation, yyyy-MM-dd") String cancelledOn) {
    return refunds.compute(reference, LocalDate.parse(cancelledOn));
  }

  @Tool("Pays the refund to the card that the booking was paid with")
  String payOut(
      @P("booking reference") String reference,
      @P("date of cancellation, yyyy-MM-dd") String cancelledOn) {
    return refunds.payOut(reference, LocalDate.parse(cancelledOn));
  }
}
