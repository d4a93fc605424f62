// SPDX-License-Identifier: Apache-2.0
/** What hooks that record and answer calls of HTTP clients share. */
@NullMarked
package dev.clew.kit.tape;

import org.jspecify.annotations.NullMarked;
