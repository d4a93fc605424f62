// SPDX-License-Identifier: Apache-2.0
/** Agents that applications wrote themselves, without any library. */
@NullMarked
package dev.clew.it.owncode;

import org.jspecify.annotations.NullMarked;
