// SPDX-License-Identifier: Apache-2.0
/** Clew on unusual installations. */
@NullMarked
package dev.clew.it.machine;

import org.jspecify.annotations.NullMarked;
