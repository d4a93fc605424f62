// SPDX-License-Identifier: Apache-2.0
/** Records the calls of a run, and answers them when it is run again. */
@NullMarked
package dev.clew.tape;

import org.jspecify.annotations.NullMarked;
