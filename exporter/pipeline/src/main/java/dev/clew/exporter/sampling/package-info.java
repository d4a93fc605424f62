// SPDX-License-Identifier: Apache-2.0
/** Which traces are kept, whole or not at all. */
@NullMarked
package dev.clew.exporter.sampling;

import org.jspecify.annotations.NullMarked;
