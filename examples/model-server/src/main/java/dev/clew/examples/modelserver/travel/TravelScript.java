// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver.travel;

import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Pause;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.RuleScript;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays the model behind the travel desk. It knows no fare and no booking: like a model, it reads
 * the conversation and the tools on offer, and decides from those. The customer's words are on the
 * line of the prompt that starts with {@code Customer:}.
 */
public final class TravelScript implements ModelScript {
  private static final Pattern CUSTOMER = Pattern.compile("Customer: (.*)");
  private static final Pattern WANTS_MONEY =
      Pattern.compile("refund|cancel|money back", Pattern.CASE_INSENSITIVE);
  private static final Pattern DESTINATION = Pattern.compile("\\bto (\\p{Lu}\\p{L}+)");
  private static final Pattern LABEL = Pattern.compile("^\\p{Ll}+: ", Pattern.MULTILINE);

  private final ModelScript rules =
      RuleScript.builder()
          .when(request -> request.system().contains("triage"), TravelScript::triage)
          .when(request -> request.offers("findFares"), new FlightsModel())
          .when(request -> request.offers("computeRefund"), new RefundsModel())
          .when(request -> request.system().contains("weather"), TravelScript::weather)
          .when(request -> request.system().contains("hotels"), TravelScript::hotels)
          .when(request -> request.system().contains("concierge"), TravelScript::letter)
          .when(request -> request.system().contains("CRM"), TravelScript::note)
          .build();

  private final boolean paced;

  private TravelScript(boolean paced) {
    this.paced = paced;
  }

  /** Answers as fast as it can. */
  public static TravelScript instant() {
    return new TravelScript(false);
  }

  /** Takes its time, 40 to 150 ms before an answer and 15 ms between the chunks of a stream. */
  public static TravelScript paced() {
    return new TravelScript(true);
  }

  @Override
  public Reply reply(ChatRequest request) {
    Reply reply = rules.reply(request);
    if (!paced || !(reply instanceof Reply.Answer answer)) {
      return reply;
    }
    int thinking = Math.min(150, 40 + answer.text().length() + 30 * answer.toolCalls().size());
    return answer
        .after(Pause.of(Duration.ofMillis(thinking)))
        .betweenChunks(Pause.of(Duration.ofMillis(15)));
  }

  /** What the customer wrote; empty when the prompt does not say. */
  static String customer(ChatRequest request) {
    Matcher line = CUSTOMER.matcher(request.last("user"));
    return line.find() ? line.group(1) : "";
  }

  private static Reply triage(ChatRequest request) {
    return Reply.text(WANTS_MONEY.matcher(customer(request)).find() ? "REFUNDS" : "FLIGHTS");
  }

  private static Reply weather(ChatRequest request) {
    return Reply.text(
        "In %s expect mild days, cool evenings and the odd shower; bring a light jacket."
            .formatted(destination(request)));
  }

  private static Reply hotels(ChatRequest request) {
    return Reply.text(
        "In %s stay in the old town: small hotels, short walks, the airport half an hour away."
            .formatted(destination(request)));
  }

  private static Reply letter(ChatRequest request) {
    String prompt = request.last("user");
    String tips = section(prompt, "Tips:");
    String stay = tips.isEmpty() ? "" : "\n\nFor your stay: " + LABEL.matcher(tips).replaceAll("");
    return Reply.text(
        "Dear customer,\n\n" + section(prompt, "Answer:") + stay + "\n\nYour travel desk");
  }

  private static Reply note(ChatRequest request) {
    String wish = customer(request);
    String topic = WANTS_MONEY.matcher(wish).find() ? "Refund" : "Flight enquiry";
    return Reply.text(
        "%s. Customer wrote %d words, was answered, no call back needed."
            .formatted(topic, wish.split("\\s+", -1).length));
  }

  private static String destination(ChatRequest request) {
    Matcher city = DESTINATION.matcher(customer(request));
    return city.find() ? city.group(1) : "the city";
  }

  /** The text after a label, up to the next label at the start of a line. */
  private static String section(String prompt, String label) {
    Matcher section =
        Pattern.compile(
                "^" + label + "(.*?)(?=^[A-Z][a-z]+:|\\z)", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(prompt);
    return section.find() ? section.group(1).strip() : "";
  }
}
