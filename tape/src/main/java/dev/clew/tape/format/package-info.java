// SPDX-License-Identifier: Apache-2.0
/** The file: what a line holds, reading and writing. */
@NullMarked
package dev.clew.tape.format;

import org.jspecify.annotations.NullMarked;
