// SPDX-License-Identifier: Apache-2.0
/** Conclusions about a trace, drawn by rules alone. Pure functions on spans. */
@NullMarked
package dev.clew.viewer.analysis;

import org.jspecify.annotations.NullMarked;
