// SPDX-License-Identifier: Apache-2.0
/**
 * Recordings of the traces of all scenarios, made before a change and after it, and their
 * comparison. The module's RATIONALE says how to use them.
 */
@NullMarked
package dev.clew.it.golden;

import org.jspecify.annotations.NullMarked;
