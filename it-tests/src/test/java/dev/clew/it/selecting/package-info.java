// SPDX-License-Identifier: Apache-2.0
/** What is traced, and what Clew says about itself. */
@NullMarked
package dev.clew.it.selecting;

import org.jspecify.annotations.NullMarked;
