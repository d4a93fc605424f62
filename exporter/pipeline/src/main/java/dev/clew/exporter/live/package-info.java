// SPDX-License-Identifier: Apache-2.0
/** What is written while work is going on: open spans, and figures of the JVM. */
@NullMarked
package dev.clew.exporter.live;

import org.jspecify.annotations.NullMarked;
