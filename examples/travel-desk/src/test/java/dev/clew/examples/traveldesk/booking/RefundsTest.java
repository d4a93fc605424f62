// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundsTest {
  private final Refunds refunds = new Refunds();

  @ParameterizedTest
  @CsvSource({
    "KX4T9Q, 2027-02-26, 189.20",
    "KX4T9Q, 2027-02-27, 118.25",
    "KX4T9Q, 2027-03-13, 0.00",
    "B7WMLP, 2027-04-02, 312.00",
    "R2D8ZC, 2027-01-01, 54.90"
  })
  void refund_followsFareClassAndDate(String reference, LocalDate cancelledOn, String amount) {
    assertThat(refunds.compute(reference, cancelledOn).amount()).hasToString(amount);
  }

  @Test
  void payOut_toAValidCard_paysTheRefund() {
    assertThat(refunds.payOut("B7WMLP", LocalDate.of(2027, 3, 1))).isEqualTo("paid 312.00 EUR");
  }

  @Test
  void payOut_toAnExpiredCard_fails() {
    assertThatThrownBy(() -> refunds.payOut("KX4T9Q", LocalDate.of(2027, 1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("card expired 2026-12");
  }

  @Test
  void booking_unknown_isSaidSo() {
    assertThatThrownBy(() -> refunds.find("NONONO"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("NONONO");
  }
}
