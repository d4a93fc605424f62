// SPDX-License-Identifier: Apache-2.0
/** The programs that run in the measured JVMs. */
@NullMarked
package dev.clew.benchmarks.child;

import org.jspecify.annotations.NullMarked;
