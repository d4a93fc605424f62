// SPDX-License-Identifier: Apache-2.0
/** What the agent tells the user, on stderr. */
@NullMarked
package dev.clew.core.log;

import org.jspecify.annotations.NullMarked;
