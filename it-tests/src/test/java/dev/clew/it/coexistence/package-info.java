// SPDX-License-Identifier: Apache-2.0
/** Traces connected with those of other processes and other tracers. */
@NullMarked
package dev.clew.it.coexistence;

import org.jspecify.annotations.NullMarked;
