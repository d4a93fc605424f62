// SPDX-License-Identifier: Apache-2.0
/** The pipeline between application threads and exporters: queue, export thread, counters. */
@NullMarked
package dev.clew.exporter;

import org.jspecify.annotations.NullMarked;
