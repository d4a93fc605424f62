// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;

/** Finds bookings and applies the fare rules to a cancellation. */
public final class Refunds {
  private static final int EARLY_DAYS = 14;
  private static final BigDecimal EARLY_SHARE = new BigDecimal("0.80");
  private static final BigDecimal LATE_SHARE = new BigDecimal("0.50");

  private final List<Booking> bookings =
      Csv.rows("bookings.csv").stream().map(Refunds::booking).toList();

  /**
   * The booking with this reference.
   *
   * @throws NoSuchElementException when there is none
   */
  public Booking find(String reference) {
    return bookings.stream()
        .filter(booking -> booking.reference().equals(reference))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no booking " + reference));
  }

  /** The refund for a booking that is cancelled on a date. */
  public Refund compute(String reference, LocalDate cancelledOn) {
    Booking booking = find(reference);
    long days = ChronoUnit.DAYS.between(cancelledOn, booking.date());
    if (days < 0) {
      return new Refund(reference, BigDecimal.ZERO.setScale(2), "flown: nothing");
    }
    return switch (booking.fareClass()) {
      case FLEX -> new Refund(reference, booking.paid(), "flex: all");
      case LIGHT -> new Refund(reference, booking.taxes(), "light: taxes only");
      case STANDARD ->
          days >= EARLY_DAYS
              ? share(booking, EARLY_SHARE, "standard, early: 80 %")
              : share(booking, LATE_SHARE, "standard, late: 50 %");
    };
  }

  /**
   * Pays a refund to the card that the booking was paid with.
   *
   * @throws IllegalStateException when that card is no longer valid
   */
  public String payOut(String reference, LocalDate cancelledOn) {
    Booking booking = find(reference);
    if (YearMonth.from(cancelledOn).isAfter(YearMonth.parse(booking.cardValidUntil()))) {
      throw new IllegalStateException("card expired " + booking.cardValidUntil());
    }
    return "paid %s EUR".formatted(compute(reference, cancelledOn).amount());
  }

  private static Refund share(Booking booking, BigDecimal share, String rule) {
    BigDecimal amount = booking.paid().multiply(share).setScale(2, RoundingMode.HALF_UP);
    return new Refund(booking.reference(), amount, rule);
  }

  private static Booking booking(List<String> row) {
    return new Booking(
        row.get(0),
        row.get(1),
        row.get(2),
        LocalDate.parse(row.get(3)),
        FareClass.valueOf(row.get(4)),
        new BigDecimal(row.get(5)),
        new BigDecimal(row.get(6)),
        row.get(7));
  }
}
