// SPDX-License-Identifier: Apache-2.0
/** A travel desk staffed by agents. */
@NullMarked
package dev.clew.examples.traveldesk;

import org.jspecify.annotations.NullMarked;
