// SPDX-License-Identifier: Apache-2.0
/**
 * Records the traces of all scenarios before and after a change, and compares them. The module's
 * RATIONALE explains the use.
 */
@NullMarked
package dev.clew.it.golden;

import org.jspecify.annotations.NullMarked;
