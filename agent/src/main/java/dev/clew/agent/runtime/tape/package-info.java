// SPDX-License-Identifier: Apache-2.0
/** Opens the tape that the settings name. */
@NullMarked
package dev.clew.agent.runtime.tape;

import org.jspecify.annotations.NullMarked;
