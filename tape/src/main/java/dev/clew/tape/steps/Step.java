// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.cost.Costs;
import dev.clew.exporter.cost.Prices;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeReader.Tape;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call on a tape with what it said.
 *
 * @param cost in US dollars at the time of the recording, or null if the price is not known
 */
public record Step(TapeEntry entry, Answer answer, @Nullable Double cost) {
  private static final Pattern IN_URL = Pattern.compile(".*/models?/([^/:]+)(?:[:/].*)?");

  /** Returns the steps of a tape, in the order in which they began. */
  public static List<Step> of(Tape tape) {
    Prices prices = Prices.builtIn();
    return tape.entries().stream().map(entry -> of(entry, tape, prices)).toList();
  }

  private static Step of(TapeEntry entry, Tape tape, Prices prices) {
    Answer answer = AnswerReader.read(entry);
    Step step = new Step(entry, answer, null);
    return step.isModelCall()
        ? new Step(entry, answer, step.price(prices, start(tape.header().startedAt())))
        : step;
  }

  private static Instant start(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException edited) {
      return Instant.now();
    }
  }

  private @Nullable Double price(Prices prices, Instant start) {
    if (!answer.hasTokens()) {
      return null;
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    Usage usage = Usage.of(Math.max(0, answer.inputTokens()), Math.max(0, answer.outputTokens()));
    new Costs(prices)
        .add(
            "",
            new GenerationData.Builder()
                .provider(provider())
                .requestModel(requestModel())
                .responseModel(answer.model())
                .usage(usage)
                .build(),
            start.getEpochSecond() * 1_000_000_000,
            SpanStatus.OK,
            attributes);
    return attributes.get(Costs.TOTAL) instanceof Number total ? total.doubleValue() : null;
  }

  /** Whose prices apply, by the form of the URL; null lets the model's name decide. */
  private @Nullable String provider() {
    String url = entry.url();
    if (url.endsWith("/chat/completions") || url.endsWith("/responses")) {
      return "openai";
    }
    if (url.endsWith("/v1/messages")) {
      return "anthropic";
    }
    return null;
  }

  /** Returns whether a model was asked. */
  public boolean isModelCall() {
    return entry.kind() == Kind.HTTP && !model().isEmpty();
  }

  /** Returns the model, or an empty text. */
  public String model() {
    return answer.model().isEmpty() ? requestModel() : answer.model();
  }

  /** Returns the model that was asked for, or an empty text. */
  public String requestModel() {
    String named = AnswerReader.text(entry.request(), "model");
    if (!named.isEmpty()) {
      return named;
    }
    var inUrl = IN_URL.matcher(entry.url());
    return inUrl.matches() ? inUrl.group(1) : "";
  }

  /** Returns whether the call failed, or was answered with an error. */
  public boolean failed() {
    return !entry.error().isEmpty() || entry.status() >= 400;
  }

  /** Returns what went wrong in few words, or an empty text. */
  public String problem() {
    if (!entry.error().isEmpty()) {
      String message = entry.error().get(0).message();
      String name = entry.error().get(0).className();
      return name.substring(name.lastIndexOf('.') + 1) + (message == null ? "" : ": " + message);
    }
    return entry.status() >= 400 ? "HTTP " + entry.status() : "";
  }
}
