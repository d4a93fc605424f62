// SPDX-License-Identifier: Apache-2.0
/** Sampling: which traces are kept, as a whole or not at all. */
@NullMarked
package dev.clew.exporter.sampling;

import org.jspecify.annotations.NullMarked;
