// SPDX-License-Identifier: Apache-2.0
/** Applications that call AgentScope. */
@NullMarked
package dev.clew.it.agentscope;

import org.jspecify.annotations.NullMarked;
