// SPDX-License-Identifier: Apache-2.0
/** Assembles the agent: the only code that knows every module. */
@NullMarked
package dev.clew.agent.runtime;

import org.jspecify.annotations.NullMarked;
