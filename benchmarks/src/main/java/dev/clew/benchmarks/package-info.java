// SPDX-License-Identifier: Apache-2.0
/** Starts JVMs with one agent or another, measures them in turn, writes the table. */
@NullMarked
package dev.clew.benchmarks;

import org.jspecify.annotations.NullMarked;
