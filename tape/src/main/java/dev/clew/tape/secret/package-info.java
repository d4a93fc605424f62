// SPDX-License-Identifier: Apache-2.0
/** Keeps secrets off the tape, in a way in which requests still find their answers. */
@NullMarked
package dev.clew.tape.secret;

import org.jspecify.annotations.NullMarked;
