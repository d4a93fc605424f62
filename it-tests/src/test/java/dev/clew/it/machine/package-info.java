// SPDX-License-Identifier: Apache-2.0
/** Clew on machines that are not set up as usual. */
@NullMarked
package dev.clew.it.machine;

import org.jspecify.annotations.NullMarked;
