// SPDX-License-Identifier: Apache-2.0
/** Clew's own threads. */
@NullMarked
package dev.clew.exporter.thread;

import org.jspecify.annotations.NullMarked;
