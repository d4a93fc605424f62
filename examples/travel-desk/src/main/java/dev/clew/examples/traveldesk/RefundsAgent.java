// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Cancels bookings and pays refunds. */
public interface RefundsAgent {
  @SystemMessage(
      "You pay refunds. Look the booking up with bookingDetails, work the refund out with"
          + " computeRefund, then pay it with payOut. When the payment fails, offer a voucher. Answer"
          + " in two or three plain sentences.")
  @UserMessage("Customer: {{request}}")
  @Agent(name = "refunds", description = "Cancels bookings and pays refunds", outputKey = "answer")
  String answer(@V("request") String request);
}
