// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FareTableTest {
  private static final LocalDate FRIDAY = LocalDate.of(2027, 3, 12);

  private final FareTable fares = new FareTable();

  @Test
  void fares_areThoseOfTheWeekdayCheapestFirst() {
    assertThat(fares.find("vienna", "Lisbon", FRIDAY))
        .containsExactly(
            new Fare(
                "TP1273", "Vienna", "Lisbon", "06:05", FareClass.LIGHT, new BigDecimal("189.00")),
            new Fare(
                "OS353",
                "Vienna",
                "Lisbon",
                "10:20",
                FareClass.STANDARD,
                new BigDecimal("236.50")));
  }

  @Test
  void fares_ofAnUnknownRoute_areNone() {
    assertThat(fares.find("Lisbon", "Paris", FRIDAY)).isEmpty();
  }

  @Test
  void freeSeats_leaveTakenSeatsOut() {
    assertThat(fares.freeSeats("OS353")).containsExactly("14A", "21F");
  }

  @Test
  void freeSeats_withoutSeatMap_fail() {
    assertThatThrownBy(() -> fares.freeSeats("TP1273"))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("TP1273");
  }
}
