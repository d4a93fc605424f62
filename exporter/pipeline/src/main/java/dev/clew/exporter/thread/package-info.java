// SPDX-License-Identifier: Apache-2.0
/** Threads of Clew's own. */
@NullMarked
package dev.clew.exporter.thread;

import org.jspecify.annotations.NullMarked;
