// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

/** Who looks after a request. */
public enum Desk {
  FLIGHTS,
  REFUNDS
}
