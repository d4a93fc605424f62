// SPDX-License-Identifier: Apache-2.0
/** The same workloads under JMH. */
@NullMarked
package dev.clew.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
