// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import java.math.BigDecimal;

/**
 * A flight that is for sale.
 *
 * @param departs local time of departure
 * @param price in euros
 */
public record Fare(
    String flight, String from, String to, String departs, FareClass fareClass, BigDecimal price) {}
