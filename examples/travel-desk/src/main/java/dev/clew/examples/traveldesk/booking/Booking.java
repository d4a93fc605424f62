// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A flight that a customer has bought.
 *
 * @param paid in euros, taxes included
 * @param cardValidUntil last month of the card it was paid with, as {@code yyyy-MM}
 */
public record Booking(
    String reference,
    String customer,
    String flight,
    LocalDate date,
    FareClass fareClass,
    BigDecimal paid,
    BigDecimal taxes,
    String cardValidUntil) {}
