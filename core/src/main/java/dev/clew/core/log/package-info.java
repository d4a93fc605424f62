// SPDX-License-Identifier: Apache-2.0
/** The agent's own log, on stderr. */
@NullMarked
package dev.clew.core.log;

import org.jspecify.annotations.NullMarked;
