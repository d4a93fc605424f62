// SPDX-License-Identifier: Apache-2.0
/** Answers from the tape. */
@NullMarked
package dev.clew.tape.play;

import org.jspecify.annotations.NullMarked;
