// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

import java.math.BigDecimal;

/**
 * What a customer gets back.
 *
 * @param amount in euros
 * @param rule the rule that applied
 */
public record Refund(String reference, BigDecimal amount, String rule) {}
