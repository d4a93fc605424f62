// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver.travel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays the model of the flights agent: asks for fares, then for the seat maps of the two cheapest
 * flights at once, then sums up what came back, a failed seat map included.
 */
final class FlightsModel implements ModelScript {
  private static final Pattern WISH =
      Pattern.compile("from (\\p{Lu}\\p{L}+) to (\\p{Lu}\\p{L}+) on (\\d{4}-\\d{2}-\\d{2})");
  private static final int SEAT_MAPS = 2;

  /** Prices keep their digits: 189.00 is not to become 189.0. */
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Override
  public Reply reply(ChatRequest request) {
    List<String> fares = request.resultsOf("findFares");
    if (fares.isEmpty()) {
      return askForFares(request);
    }
    JsonNode found = json(fares.get(0));
    if (found.isEmpty()) {
      return Reply.text("I am sorry, there is no flight on that day.");
    }
    List<String> seats = request.resultsOf("seatMap");
    return seats.isEmpty() ? askForSeats(found) : sumUp(found, seats);
  }

  private static Reply askForFares(ChatRequest request) {
    Matcher wish = WISH.matcher(TravelScript.customer(request));
    if (!wish.find()) {
      return Reply.text("Please tell me from where to where you travel, and on which date.");
    }
    return Reply.toolCall(
        "findFares",
        "{\"from\":\"%s\",\"to\":\"%s\",\"date\":\"%s\"}"
            .formatted(wish.group(1), wish.group(2), wish.group(3)));
  }

  private static Reply askForSeats(JsonNode fares) {
    List<ToolCall> calls = new ArrayList<>();
    for (int i = 0; i < Math.min(SEAT_MAPS, fares.size()); i++) {
      String flight = fares.path(i).path("flight").asText();
      calls.add(ToolCall.of("seatMap", "{\"flight\":\"" + flight + "\"}"));
    }
    return Reply.toolCalls(calls.toArray(ToolCall[]::new));
  }

  private Reply sumUp(JsonNode fares, List<String> seats) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < seats.size(); i++) {
      JsonNode fare = fares.path(i);
      JsonNode free = json(seats.get(i));
      sentences.add(
          "%s leaves at %s for %s EUR; %s."
              .formatted(
                  fare.path("flight").asText(),
                  fare.path("departs").asText(),
                  fare.path("price").asText(),
                  free.isArray()
                      ? "seat " + free.path(0).asText() + " is free"
                      : "its seat map is not available, you choose at check-in"));
    }
    return Reply.text(String.join("\n", sentences));
  }

  /** A tool that failed answers with the text of its error, which is no JSON. */
  private JsonNode json(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return mapper.getNodeFactory().missingNode();
    }
  }
}
