// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk.booking;

/** What a fare allows when the customer cancels. */
public enum FareClass {
  LIGHT,
  STANDARD,
  FLEX
}
