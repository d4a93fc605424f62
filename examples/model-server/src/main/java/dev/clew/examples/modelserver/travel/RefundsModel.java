// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver.travel;

import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Reply;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays the model of the refunds agent: looks the booking up, computes the refund, pays it out, and
 * falls back to a voucher when the payment fails.
 */
final class RefundsModel implements ModelScript {
  private static final Pattern REFERENCE = Pattern.compile("\\b[A-Z0-9]{6}\\b");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern AMOUNT = Pattern.compile("\"amount\"\\s*:\\s*\"?([0-9.]+)");

  @Override
  public Reply reply(ChatRequest request) {
    String wish = TravelScript.customer(request);
    Matcher reference = REFERENCE.matcher(wish);
    Matcher date = DATE.matcher(wish);
    if (!reference.find() || !date.find()) {
      return Reply.text("Please tell me your booking reference and the date of cancellation.");
    }
    String arguments =
        "{\"reference\":\"%s\",\"cancelledOn\":\"%s\"}".formatted(reference.group(), date.group());
    if (request.resultsOf("bookingDetails").isEmpty()) {
      return Reply.toolCall("bookingDetails", "{\"reference\":\"" + reference.group() + "\"}");
    }
    List<String> refund = request.resultsOf("computeRefund");
    if (refund.isEmpty()) {
      return Reply.toolCall("computeRefund", arguments);
    }
    List<String> payment = request.resultsOf("payOut");
    if (payment.isEmpty()) {
      return Reply.toolCall("payOut", arguments);
    }
    return sumUp(refund.get(0), payment.get(0));
  }

  private static Reply sumUp(String refund, String payment) {
    Matcher amount = AMOUNT.matcher(refund);
    if (!amount.find()) {
      return Reply.text("I could not work the refund out: " + refund + ".");
    }
    return payment.startsWith("paid")
        ? Reply.text("Your refund of %s EUR is on its way.".formatted(amount.group(1)))
        : Reply.text(
            "Your refund is %s EUR. It could not be paid to your card (%s), so we send a voucher."
                .formatted(amount.group(1), payment));
  }
}
