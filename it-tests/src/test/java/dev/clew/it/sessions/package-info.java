// SPDX-License-Identifier: Apache-2.0
/** Sessions with a model or an agent that last longer than a call. */
@NullMarked
package dev.clew.it.sessions;

import org.jspecify.annotations.NullMarked;
