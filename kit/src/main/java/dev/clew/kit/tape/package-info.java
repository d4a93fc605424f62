// SPDX-License-Identifier: Apache-2.0
/** What hooks that record calls on a tape, or answer them from one, have in common. */
@NullMarked
package dev.clew.kit.tape;

import org.jspecify.annotations.NullMarked;
