// SPDX-License-Identifier: Apache-2.0
/** What comes of a call, until it is written. */
@NullMarked
package dev.clew.tape.record;

import org.jspecify.annotations.NullMarked;
