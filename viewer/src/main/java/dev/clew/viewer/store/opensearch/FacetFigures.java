// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Size;
import dev.clew.viewer.model.Figures.Sum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of a value in a trace, as fields that OpenSearch can sum up. A distribution is a list
 * of numbers, one per bin, each made of the bin and of how many values it holds: OpenSearch counts
 * in how many traces each number occurs, from which the distribution over all of them follows
 * exactly.
 */
final class FacetFigures {

  /** In one trace more values of a bin are rare; they take several numbers. */
  private static final long MOST = 63;

  private static final int BINS = 1 << 16;

  private FacetFigures() {}

  static String field(Sum sum) {
    return sum.name().toLowerCase(Locale.ROOT);
  }

  static String field(Size size) {
    return size.name().toLowerCase(Locale.ROOT) + "_bins";
  }

  /** Writes what is not 0. */
  static void write(JsonGenerator json, Figures figures) throws IOException {
    for (Sum sum : Sum.values()) {
      if (figures.get(sum) != 0) {
        json.writeNumberField(field(sum), figures.get(sum));
      }
    }
    for (Size size : Size.values()) {
      if (!figures.get(size).isEmpty()) {
        json.writeArrayFieldStart(field(size));
        for (long number : numbers(figures, size)) {
          json.writeNumber(number);
        }
        json.writeEndArray();
      }
    }
  }

  private static List<Long> numbers(Figures figures, Size size) {
    List<Long> numbers = new ArrayList<>();
    figures
        .get(size)
        .each(
            (bin, count) -> {
              // Powers of two above the highest, because equal numbers count only once.
              long rest = count;
              for (long part = Long.highestOneBit(rest);
                  rest > MOST;
                  part = Long.highestOneBit(rest)) {
                numbers.add(number(bin, MOST + Long.numberOfTrailingZeros(part)));
                rest -= part;
              }
              if (rest > 0) {
                numbers.add(number(bin, rest));
              }
            });
    return numbers;
  }

  private static long number(int bin, long count) {
    return count * BINS + bin;
  }

  /** Adds what a number stands for, in so many traces. */
  static void add(Figures figures, Size size, long number, long traces) {
    long count = number / BINS;
    long values = count > MOST ? 1L << (count - MOST) : count;
    figures.add(size, (int) (number % BINS), values * traces);
  }

  /** Asks for the sums. */
  static void request(ObjectNode aggregations) {
    for (Sum sum : Sum.values()) {
      aggregations.putObject(field(sum)).putObject("sum").put("field", "facets." + field(sum));
    }
  }

  /** Adds the sums of an answer. */
  static void add(Figures figures, JsonNode bucket) {
    for (Sum sum : Sum.values()) {
      figures.add(sum, Math.round(bucket.path(field(sum)).path("value").asDouble(0)));
    }
  }
}
