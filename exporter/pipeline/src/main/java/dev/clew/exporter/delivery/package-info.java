// SPDX-License-Identifier: Apache-2.0
/** The path of a batch to its exporter: queue, thread, retry, breaker, counters. */
@NullMarked
package dev.clew.exporter.delivery;

import org.jspecify.annotations.NullMarked;
