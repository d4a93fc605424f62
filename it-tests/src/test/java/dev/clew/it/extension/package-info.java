// SPDX-License-Identifier: Apache-2.0
/** Extensions in real JVMs: the example, and possible defects. */
@NullMarked
package dev.clew.it.extension;

import org.jspecify.annotations.NullMarked;
