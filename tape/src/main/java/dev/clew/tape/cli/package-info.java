// SPDX-License-Identifier: Apache-2.0
/** The commands about tapes, and those that run a program under one. */
@NullMarked
package dev.clew.tape.cli;

import org.jspecify.annotations.NullMarked;
