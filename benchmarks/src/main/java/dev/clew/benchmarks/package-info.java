// SPDX-License-Identifier: Apache-2.0
/** Starts JVMs with different agents, measures them in turn and writes the tables. */
@NullMarked
package dev.clew.benchmarks;

import org.jspecify.annotations.NullMarked;
