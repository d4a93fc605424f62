// SPDX-License-Identifier: Apache-2.0
/** Records written while work is in progress: open spans, and figures of the JVM. */
@NullMarked
package dev.clew.exporter.live;

import org.jspecify.annotations.NullMarked;
