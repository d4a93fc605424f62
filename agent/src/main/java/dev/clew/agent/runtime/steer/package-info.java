// SPDX-License-Identifier: Apache-2.0
/** Changing settings while the application runs. */
@NullMarked
package dev.clew.agent.runtime.steer;

import org.jspecify.annotations.NullMarked;
