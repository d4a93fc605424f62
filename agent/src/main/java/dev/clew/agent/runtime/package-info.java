// SPDX-License-Identifier: Apache-2.0
/** Puts the agent together: the one place that knows every module. */
@NullMarked
package dev.clew.agent.runtime;

import org.jspecify.annotations.NullMarked;
