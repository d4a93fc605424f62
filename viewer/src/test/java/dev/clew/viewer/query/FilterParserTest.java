// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.viewer.query.Filter.Order;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterParserTest {

  private static final Instant NOW = Instant.parse("2026-11-29T16:00:00Z");
  private final FilterParser parser = new FilterParser(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void emptyText_matchesEverything() {
    assertThat(parser.parse("  ")).isEqualTo(Filter.ALL);
  }

  @Test
  void terms_areJoinedByAnd_andNegated() {
    assertThat(parser.parse("status:error -tool:stock,seatMap"))
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.Match("status", false, List.of("error")),
                    new Filter.Not(new Filter.Match("tool", false, List.of("stock", "seatmap"))))));
  }

  @Test
  void quotes_holdBlanksCommasAndQuotes() {
    assertThat(parser.parse("name=\"a, \\\"b\\\" c\""))
        .isEqualTo(new Filter.Match("name", true, List.of("a, \"b\" c")));
  }

  @Test
  void unknownField_isMetadata() {
    assertThat(parser.parse("tenant:acme"))
        .isEqualTo(new Filter.Match("metadata.tenant", false, List.of("acme")));
  }

  @ParameterizedTest
  @CsvSource({
    "duration>2s, DURATION, MORE, 2e9",
    "duration>=1.5m, DURATION, AT_LEAST, 9e10",
    "duration<250ms, DURATION, LESS, 2.5e8",
    "duration<3, DURATION, LESS, 3e9",
    "cost>$0.05, COST, MORE, 0.05",
    "tokens<=20k, TOKENS, AT_MOST, 20000",
    "input>1M, INPUT, MORE, 1e6",
    "start>1h, START, MORE, 1795964400000000000",
    "start<2026-11-29T15:00:00Z, START, LESS, 1795964400000000000",
  })
  void numbers_haveUnits(String text, NumberField field, Order order, double number) {
    assertThat(parser.parse(text)).isEqualTo(new Filter.Compare(field, order, number));
  }

  @Test
  void words_loseCaseAccentsAndSigns() {
    assertThat(parser.parse("\"Café-Bar, übermorgen\""))
        .isEqualTo(new Filter.Text(List.of("cafe", "bar", "ubermorgen")));
  }

  @Test
  void wordOfHexDigits_mayBeAnId() {
    assertThat(parser.parse("473B0d6a"))
        .isEqualTo(new Filter.IdPrefix("473b0d6a", new Filter.Text(List.of("473b0d6a"))));
  }

  @ParameterizedTest
  @CsvSource({
    "tool:, 5, a value is missing",
    "status:ok duration>fast, 10, not a number for duration",
    "name:\"open, 5, unterminated quote",
    "model>4, 0, has no size",
    "start>soon, 0, is not a time",
  })
  void mistake_isToldWithItsPlace(String text, int position, String message) {
    assertThatThrownBy(() -> parser.parse(text))
        .isInstanceOfSatisfying(
            FilterException.class, e -> assertThat(e.position()).isEqualTo(position))
        .hasMessageContaining(message);
  }

  @Test
  void tooLong_isRefused() {
    assertThatThrownBy(() -> parser.parse("a ".repeat(3000))).hasMessageContaining("4000");
    assertThatThrownBy(() -> parser.parse("a ".repeat(51))).hasMessageContaining("50 terms");
  }

  @Test
  void terms_tellWhereTheyStand() {
    List<Term> terms = FilterParser.terms("-a:b  \"x y\"");

    assertThat(terms).extracting(Term::start).containsExactly(0, 6);
    assertThat(terms).extracting(Term::end).containsExactly(4, 11);
  }
}
