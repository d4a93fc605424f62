// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps the parameters of a call from the provider's names to those of the conventions.
 *
 * <p>Parameters without a name in the conventions are collected in one attribute.
 */
final class RequestParameters {
  private final Map<String, @Nullable Object> rest;
  private final Attributes attributes;
  private final Profile profile;

  RequestParameters(
      Map<String, @Nullable Object> parameters, Attributes attributes, Profile profile) {
    this.rest = new LinkedHashMap<>(parameters);
    this.attributes = attributes;
    this.profile = profile;
  }

  void describe() {
    decimal("temperature", "gen_ai.request.temperature");
    decimal("top_p", "gen_ai.request.top_p");
    decimal("frequency_penalty", "gen_ai.request.frequency_penalty");
    decimal("presence_penalty", "gen_ai.request.presence_penalty");
    maxTokens();
    integer("seed", "gen_ai.request.seed");
    if (profile.isReleased()) {
      decimal("top_k", "gen_ai.request.top_k");
    } else {
      integer("top_k", "gen_ai.request.top_k");
      if (rest.get("reasoning_effort") instanceof String level) {
        attributes.text("gen_ai.request.reasoning.level", level);
        rest.remove("reasoning_effort");
      }
    }
    choices();
    stop();
    outputType();
  }

  /** Returns the parameters that had no name in the conventions. */
  Map<String, @Nullable Object> rest() {
    return rest;
  }

  private void maxTokens() {
    for (String name : List.of("max_tokens", "max_completion_tokens", "max_output_tokens")) {
      if (rest.get(name) instanceof Number limit) {
        attributes.number("gen_ai.request.max_tokens", limit);
        rest.remove(name);
        return; // if two of them are set, the other one is among the rest
      }
    }
  }

  private void choices() {
    if (rest.get("n") instanceof Number count) {
      if (count.longValue() != 1) {
        attributes.number("gen_ai.request.choice.count", count);
      }
      rest.remove("n");
    }
  }

  private void stop() {
    Object stop = rest.get("stop");
    if (stop instanceof String one) {
      attributes.texts("gen_ai.request.stop_sequences", List.of(one));
      rest.remove("stop");
    } else if (stop instanceof Collection<?> several) {
      attributes.texts(
          "gen_ai.request.stop_sequences", several.stream().map(String::valueOf).toList());
      rest.remove("stop");
    }
  }

  private void outputType() {
    Object format = rest.get("response_format");
    Object type = format instanceof Map<?, ?> map ? map.get("type") : format;
    if (type instanceof String text) {
      if (text.startsWith("json")) {
        attributes.text("gen_ai.output.type", "json");
      } else if (text.equals("text")) {
        attributes.text("gen_ai.output.type", "text");
      }
    }
  }

  private void decimal(String name, String key) {
    if (rest.get(name) instanceof Number value) {
      attributes.decimal(key, value);
      rest.remove(name);
    }
  }

  private void integer(String name, String key) {
    if (rest.get(name) instanceof Number value) {
      attributes.number(key, value);
      rest.remove(name);
    }
  }
}
