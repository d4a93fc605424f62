// SPDX-License-Identifier: Apache-2.0
/** Clew's settings and files. */
@NullMarked
package dev.clew.it.store;

import org.jspecify.annotations.NullMarked;
