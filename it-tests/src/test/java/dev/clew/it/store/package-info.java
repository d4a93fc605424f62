// SPDX-License-Identifier: Apache-2.0
/** What Clew is told by its settings, and what it leaves behind. */
@NullMarked
package dev.clew.it.store;

import org.jspecify.annotations.NullMarked;
