// SPDX-License-Identifier: Apache-2.0
/** Selects methods of any class by what its class file says. */
@NullMarked
package dev.clew.weave.select;

import org.jspecify.annotations.NullMarked;
