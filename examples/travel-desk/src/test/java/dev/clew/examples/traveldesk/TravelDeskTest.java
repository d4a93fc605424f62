// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.RecordedRequest;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.travel.TravelScript;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TravelDeskTest {
  private static final String FLIGHT = "Please fly me from Vienna to Lisbon on 2027-03-12.";
  private static final String REFUND = "Please cancel KX4T9Q today, 2027-03-01, and refund me.";

  @Test
  void flight_isAnsweredAlthoughOneSeatMapFails() {
    Served served = serve(FLIGHT, TravelScript.instant());

    assertThat(served.transcript())
        .isEqualTo(
            """
            Customer: Please fly me from Vienna to Lisbon on 2027-03-12.

            Triage hands over to the flights agent.
              [flights] TP1273 leaves at 06:05 for 189.00 EUR; its seat map is not available, you\
             choose at check-in.
              [flights] OS353 leaves at 10:20 for 236.50 EUR; seat 14A is free.
              [tips] weather: In Lisbon expect mild days, cool evenings and the odd shower; bring\
             a light jacket.
              [tips] hotels: In Lisbon stay in the old town: small hotels, short walks, the airport\
             half an hour away.

            The concierge writes:

            Dear customer,

            TP1273 leaves at 06:05 for 189.00 EUR; its seat map is not available, you choose at\
             check-in.
            OS353 leaves at 10:20 for 236.50 EUR; seat 14A is free.

            For your stay: In Lisbon expect mild days, cool evenings and the odd shower; bring a\
             light jacket.
            In Lisbon stay in the old town: small hotels, short walks, the airport half an hour\
             away.

            Your travel desk

            Customer file: Flight enquiry. Customer wrote 9 words, was answered, no call back\
             needed.
            """);
  }

  @Test
  void flight_takesEightCallsOfTheModelOneOfThemStreamed() {
    List<RecordedRequest> requests = serve(FLIGHT, TravelScript.instant()).requests();

    assertThat(requests).hasSize(8);
    assertThat(requests).filteredOn(request -> streams(request)).hasSize(1);
    assertThat(requests.get(3).body())
        .contains("\"role\" : \"tool\"", "FileNotFoundException: seat-maps/TP1273.csv", "14A");
    assertThat(requests.get(7).headers().get("user-agent").toString()).contains("OpenAI");
  }

  @Test
  void refund_fallsBackToAVoucherWhenTheCardHasExpired() {
    Served served = serve(REFUND, TravelScript.instant());

    assertThat(served.transcript())
        .contains("Triage hands over to the refunds agent.", "118.25 EUR", "voucher")
        .doesNotContain("[tips]");
    assertThat(served.requests()).hasSize(7);
  }

  @Test
  void route_isDecidedByTheModelNotByTheWords() {
    ModelScript travel = TravelScript.instant();
    ModelScript confused =
        request ->
            request.system().contains("triage") ? Reply.text("REFUNDS") : travel.reply(request);

    Served served = serve(FLIGHT, confused);

    assertThat(served.transcript())
        .contains("Triage hands over to the refunds agent.", "tell me your booking reference");
  }

  @Test
  void allSpecialistsAtOnce_areAnsweredInOneLetter() {
    Served served =
        serve(FLIGHT + " Also cancel KX4T9Q and refund me.", true, TravelScript.instant());

    assertThat(served.requests()).hasSize(11);
    assertThat(served.transcript())
        .contains("OS353 leaves at 10:20 for 236.50 EUR; seat 14A is free.")
        .contains("we send a voucher.")
        .contains("In Lisbon expect mild days");
  }

  private static Served serve(String request, ModelScript script) {
    return serve(request, false, script);
  }

  private static Served serve(String request, boolean parallel, ModelScript script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ModelServer server = ModelServer.start(script);
        PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      Main.serve(request, parallel, new ModelAccess(server.baseUrl(), "test", "gpt-4o-mini"), out);
      return new Served(bytes.toString(UTF_8), server.requests());
    }
  }

  private static boolean streams(RecordedRequest request) {
    return request.body().replace(" ", "").contains("\"stream\":true");
  }

  private record Served(String transcript, List<RecordedRequest> requests) {}
}
