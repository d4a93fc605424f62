// SPDX-License-Identifier: Apache-2.0
/** What the desk knows without a model: fares, seat maps, bookings and refund rules. */
@NullMarked
package dev.clew.examples.traveldesk.booking;

import org.jspecify.annotations.NullMarked;
