// SPDX-License-Identifier: Apache-2.0
/** What can be said about a trace by rules alone. Pure functions on spans. */
@NullMarked
package dev.clew.viewer.analysis;

import org.jspecify.annotations.NullMarked;
