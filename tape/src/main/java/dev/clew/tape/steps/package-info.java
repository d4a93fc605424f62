// SPDX-License-Identifier: Apache-2.0
/** What the calls on a tape said and did, and in what two tapes differ. */
@NullMarked
package dev.clew.tape.steps;

import org.jspecify.annotations.NullMarked;
