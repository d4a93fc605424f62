// SPDX-License-Identifier: Apache-2.0
/** What runs in the JVMs that are measured. */
@NullMarked
package dev.clew.benchmarks.child;

import org.jspecify.annotations.NullMarked;
